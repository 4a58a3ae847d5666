package dev.bellhop.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.local.client.Kickoff;
import dev.bellhop.local.client.Worker;
import dev.bellhop.local.http.Https.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Organization A's callers and kickoffs against organization B. */
class IsolationIT {
    static Tenant a;
    static Tenant b;

    @BeforeAll
    static void plant() {
        a = Tenant.planted();
        b = Tenant.planted();
    }

    @Test
    void administratorOfOneCannotReadOrWriteTheOther() {
        for (String resource : List.of(
                "automations", "workload-identity-configs", "secret-provider-credentials", "environment-variables")) {
            assertThat(a.ownAdmin().get(a.path() + "/" + resource).status()).isEqualTo(200);
            assertThat(a.ownAdmin().get(b.path() + "/" + resource).status()).isEqualTo(403);
        }
        assertThat(a.ownAdmin()
                        .post(b.path() + "/automations", Map.of("name", "intruder"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void refusalDoesNotTellWhetherTheOrganizationExists() {
        Answer existing = a.ownAdmin().get(b.path() + "/automations");
        Answer missing = a.ownAdmin().get("/v1/organizations/" + UUID.randomUUID() + "/automations");
        assertThat(missing.status()).isEqualTo(existing.status());
        assertThat(missing.json().path("type")).isEqualTo(existing.json().path("type"));
        assertThat(missing.json().path("title")).isEqualTo(existing.json().path("title"));
    }

    @Test
    void credentialOfTheOtherCannotBeNamedInAVariable() {
        Answer answer = a.admin()
                .post(
                        a.path() + "/environment-variables",
                        Map.of(
                                "key",
                                "STOLEN",
                                "source",
                                "credential",
                                "credentialId",
                                b.seeded().credential(),
                                "secretName",
                                "openai-api-key",
                                "required",
                                true,
                                "assignedTo",
                                List.of(a.automation())));
        assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
        assertThat(answer.body()).doesNotContain(b.seeded().vault());
    }

    @Test
    void schedulerOfOneGetsNoGrantForTheOther() {
        try (Journey journey = new Journey()) {
            String scheduler = a.token("tenant-scheduler:a", "bellhop-issuer");
            Worker worker = new Worker();
            assertThat(journey.scheduler()
                            .requestGrant(a.kickoff(worker), scheduler)
                            .status())
                    .isEqualTo(200);
            Answer refused = journey.scheduler().requestGrant(b.kickoff(worker), scheduler);
            assertThat(refused.status()).as(refused.body()).isBetween(400, 403);
            assertThat(refused.json().path("error").isTextual()).isTrue();
            assertThat(refused.body()).doesNotContain("access_token");
        }
    }

    @Test
    void grantOfOneDoesNotStartTheOther() {
        try (Journey journey = new Journey()) {
            Worker worker = new Worker();
            Kickoff own = a.kickoff(worker);
            String grant = journey.scheduler().grant(own);
            Kickoff foreign = new Kickoff(own.id(), b.organization(), b.automation(), "crew", own.recipient(), null);
            var record = journey.scheduler().record(foreign, grant);
            journey.scheduler().send(record);

            assertThat(journey.deadLetterOf(record).headers()).containsEntry("bellhop-reason", "kickoff-not-bound");
            // the same kickoff id, rightly announced afterwards, is served: so the bad record was done with and gave
            // nothing
            JsonNode result = journey.resolved(own);
            assertThat(result.path("organizationId").asText())
                    .isEqualTo(a.organization().toString());
        }
    }

    @Test
    void automationOfTheOtherIsUnknownHere() {
        try (Journey journey = new Journey()) {
            JsonNode result = journey.failed(Kickoff.of(a.organization(), b.automation(), new Worker()));
            assertThat(result.path("problem").path("type").asText())
                    .isEqualTo("urn:bellhop:problem:automation-unknown");
        }
    }

    @Test
    void workerOfOneCannotResolveTheOtherOverHttp() {
        Map<String, ?> body = Map.of("recipient", new Worker().publicKey());
        String automations = "/automations/";
        assertThat(a.ownWorker()
                        .post(a.path() + automations + a.automation() + "/resolutions", body)
                        .status())
                .isEqualTo(200);
        assertThat(a.ownWorker()
                        .post(b.path() + automations + b.automation() + "/resolutions", body)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void tokenForOneServiceIsWorthlessAtAnother() {
        Answer answer = new dev.bellhop.local.client.Api(
                        dev.bellhop.local.http.Https.trusting(TestStack.file().caFile()),
                        TestStack.file().config().url(),
                        a.token("tenant:admin", "bellhop-resolver"))
                .get(a.path() + "/automations");
        assertThat(answer.status()).isEqualTo(401);
    }
}
