package dev.bellhop.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.local.client.Kickoff;
import dev.bellhop.local.client.Worker;
import dev.bellhop.local.http.Https;
import dev.bellhop.local.http.Https.Answer;
import dev.bellhop.local.stack.StackFile;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Failed results whose fix is sent as printed, through the proxy, with the token of somebody who may: the next kickoff succeeds. What
 * is young is asked again until the deadline, so the failing kickoffs have short ones.
 */
class MendIT {
    @Test
    void theRequestPrintedForAWrongSubjectMendsTheTrust() {
        Tenant tenant = Tenant.planted();
        String issuer = TestStack.file().issuer().url().toString();
        tenant.cloud()
                .federatedCredential(
                        tenant.seeded().tenant(), tenant.seeded().clientId(), "bellhop", issuer, "organization:other");
        try (Journey journey = new Journey()) {
            JsonNode problem = problemOf(journey.failed(shortOf(tenant.automation(), tenant)));
            assertThat(problem.path("type").asText()).isEqualTo("urn:bellhop:problem:federated-subject-mismatch");
            assertThat(problem.path("cause").asText()).contains("Entra read subject exactly as presented");
            assertThat(problem.path("upstreamIds").path("traceId").asText()).isNotEmpty();
            assertThat(problem.path("docs").asText()).isEqualTo("docs/errors.md#federated-subject-mismatch");

            Answer answer = sentAsPrinted(tenant, problem.path("fixRequest"), "https://graph.microsoft.com");

            assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
            journey.resolved(tenant.kickoff(new Worker()));
        }
    }

    @Test
    void theRequestPrintedForADeniedReadGivesTheRole() {
        Tenant tenant = Tenant.planted();
        String vault = "mend-" + tenant.organization().toString().substring(0, 8);
        tenant.cloud().vault(vault, tenant.seeded().tenant());
        tenant.cloud().secret(vault, "locked", "opened");
        Map<String, Object> credential = credential(vault);
        credential.put("authentication", "workload_identity");
        credential.put("workloadIdentityConfigId", tenant.seeded().workloadIdentityConfig());
        UUID automation = automationReading(tenant, created(tenant, credential));
        try (Journey journey = new Journey()) {
            JsonNode problem = problemOf(journey.failed(shortOf(automation, tenant)));
            assertThat(problem.path("type").asText()).isEqualTo("urn:bellhop:problem:vault-read-denied");

            Answer answer = sentAsPrinted(tenant, problem.path("fixRequest"), "https://management.azure.com");

            assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
            journey.resolved(Kickoff.of(tenant.organization(), automation, new Worker()));
        }
    }

    @Test
    void theRequestPrintedForAWrongClientSecretMakesAGoodOne() {
        Tenant tenant = Tenant.planted();
        UUID client = tenant.seeded().clientId();
        Map<String, Object> credential = credential(tenant.seeded().vault());
        credential.put("authentication", "client_secret");
        credential.put(
                "azure",
                Map.of(
                        "vaultUrl",
                        "https://" + tenant.vaultHost(),
                        "tenantId",
                        tenant.seeded().tenant(),
                        "clientId",
                        client,
                        "clientSecret",
                        "canary-wrong-secret",
                        "cloud",
                        "public"));
        JsonNode made = created(tenant, credential);
        tenant.secret("locked", "opened");
        UUID automation = automationReading(tenant, made);
        try (Journey journey = new Journey()) {
            JsonNode problem = problemOf(journey.failed(shortOf(automation, tenant)));
            assertThat(problem.path("type").asText()).isEqualTo("urn:bellhop:problem:client-secret-invalid");

            Answer answer = sentAsPrinted(tenant, problem.path("fixRequest"), "https://graph.microsoft.com");

            assertThat(answer.status()).as("as Graph answers").isEqualTo(200);
            Map<String, Object> azure = new LinkedHashMap<>(asMap(credential.get("azure")));
            azure.put("clientSecret", answer.json().path("secretText").asText());
            credential.put("azure", azure);
            replace(tenant, made.path("id").asText(), credential);
            journey.resolved(Kickoff.of(tenant.organization(), automation, new Worker()));
        }
    }

    private static Answer sentAsPrinted(Tenant tenant, JsonNode request, String audience) {
        StackFile stack = TestStack.file();
        Https.Call call = Https.trusting(stack.caFile(), stack.emulator().proxy())
                .call(
                        request.path("method").asText(),
                        URI.create(request.path("url").asText()))
                .bearer(tenant.cloud().administratorToken(tenant.seeded().tenant(), audience));
        request.path("headers").fields().forEachRemaining(header -> {
            if (!header.getKey().equals("Content-Type")) { // which comes with the body
                call.header(header.getKey(), header.getValue().asText());
            }
        });
        return call.json(request.path("body")).send();
    }

    private static JsonNode problemOf(JsonNode result) {
        return result.path("variables").path(0).path("problem");
    }

    private static Kickoff shortOf(UUID automation, Tenant tenant) {
        return Kickoff.of(tenant.organization(), automation, new Worker())
                .withDeadline(Instant.now().plusSeconds(4));
    }

    private static UUID automationReading(Tenant tenant, JsonNode credential) {
        UUID automation = tenant.newAutomation("mended");
        tenant.variable(
                automation,
                "LOCKED",
                Map.of(
                        "source", "credential",
                        "credentialId", credential.path("id").asText(),
                        "secretName", "locked"));
        return automation;
    }

    private static Map<String, Object> credential(String vault) {
        Map<String, Object> credential = new LinkedHashMap<>();
        credential.put("name", "mended " + vault);
        credential.put("provider", "azure_key_vault");
        credential.put("azure", Map.of("vaultUrl", "https://" + vault + ".vault.azure.net"));
        credential.put("default", false);
        credential.put("enabled", true);
        return credential;
    }

    private static JsonNode created(Tenant tenant, Map<String, Object> credential) {
        return tenant.admin().created(tenant.path() + "/secret-provider-credentials", credential);
    }

    private static void replace(Tenant tenant, String id, Map<String, Object> credential) {
        StackFile stack = TestStack.file();
        Answer answer = Https.trusting(stack.caFile())
                .call("PUT", stack.config().url().resolve(tenant.path() + "/secret-provider-credentials/" + id))
                .bearer(stack.tokens().get("admin"))
                .header("If-Match", "*")
                .json(credential)
                .send();
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(Object azure) {
        return (Map<String, Object>) azure;
    }
}
