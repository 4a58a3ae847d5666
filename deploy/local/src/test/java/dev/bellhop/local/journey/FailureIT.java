package dev.bellhop.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.local.client.Kickoff;
import dev.bellhop.local.client.Worker;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Kickoffs that cannot be resolved: each ends as a failed result that says what, where and what to do. */
class FailureIT {
    @Test
    void wrongSubjectIsRefusedWithEntrasCode() {
        Tenant tenant = Tenant.planted();
        tenant.cloud()
                .federatedCredential(
                        tenant.seeded().tenant(),
                        tenant.seeded().clientId(),
                        "bellhop",
                        TestStack.file().issuer().url().toString(),
                        "organization:" + UUID.randomUUID());
        try (Journey journey = new Journey()) {
            // a config this young is asked again until the deadline, because a new federated credential takes time to
            // spread
            Kickoff kickoff =
                    tenant.kickoff(new Worker()).withDeadline(Instant.now().plusSeconds(8));
            JsonNode result = journey.failed(kickoff);

            assertThat(result.path("variables")).hasSize(3);
            result.path("variables").forEach(variable -> {
                JsonNode problem = variable.path("problem");
                assertThat(problem.path("hop").asText()).as(problem.toString()).isEqualTo("exchange");
                assertThat(problem.path("upstreamCode").asText()).startsWith("AADSTS70021");
                assertThat(problem.path("cause").asText())
                        .contains(tenant.seeded().subject());
                assertThat(problem.path("fix").toString()).contains("az ");
            });
            assertThat(result.has("environment")).isFalse();
        }
    }

    @Test
    void unknownAutomationIsNamedAsSuch() {
        Tenant tenant = Tenant.planted();
        try (Journey journey = new Journey()) {
            JsonNode result = journey.failed(Kickoff.of(tenant.organization(), UUID.randomUUID(), new Worker()));
            assertThat(result.path("problem").path("type").asText())
                    .isEqualTo("urn:bellhop:problem:automation-unknown");
        }
    }

    @Test
    void unknownOrganizationIsNamedAsSuch() {
        try (Journey journey = new Journey()) {
            JsonNode result = journey.failed(Kickoff.of(UUID.randomUUID(), UUID.randomUUID(), new Worker()));
            assertThat(result.path("problem").path("type").asText())
                    .isEqualTo("urn:bellhop:problem:organization-unknown");
        }
    }

    @Test
    void everyMissingVariableIsNamed() {
        Tenant tenant = Tenant.planted();
        tenant.variable(tenant.automation(), "NOT_THERE", "no-such-secret");
        tenant.variable(tenant.automation(), "NOR_THIS", "no-such-secret-either");
        tenant.variable(tenant.automation(), "NO_SUCH_MEMBER", "reporting-database#missing");
        try (Journey journey = new Journey()) {
            JsonNode result = journey.failed(tenant.kickoff(new Worker()));

            assertThat(result.path("variables")).hasSize(3);
            assertThat(reason(result, "NOT_THERE")).isEqualTo("urn:bellhop:problem:secret-not-found");
            assertThat(reason(result, "NOR_THIS")).isEqualTo("urn:bellhop:problem:secret-not-found");
            assertThat(reason(result, "NO_SUCH_MEMBER")).isEqualTo("urn:bellhop:problem:json-key-not-found");
            assertThat(result.has("environment")).isFalse();
        }
    }

    @Test
    void deniedReadIsToldApartFromAMissingSecret() {
        Tenant tenant = Tenant.planted();
        Tenant other = Tenant.planted();
        UUID automation = tenant.newAutomation("reads where it may not");
        tenant.cloud().application(tenant.seeded().tenant(), UUID.randomUUID(), "unrelated");
        String vault = "locked-" + other.seeded().vault();
        tenant.cloud().vault(vault, tenant.seeded().tenant());
        tenant.cloud().secret(vault, "locked", "never seen");
        String credential = tenant.admin()
                .created(
                        tenant.path() + "/secret-provider-credentials",
                        java.util.Map.of(
                                "name",
                                vault,
                                "provider",
                                "azure_key_vault",
                                "authentication",
                                "workload_identity",
                                "workloadIdentityConfigId",
                                tenant.seeded().workloadIdentityConfig(),
                                "azure",
                                java.util.Map.of("vaultUrl", "https://" + vault + ".vault.azure.net"),
                                "default",
                                false,
                                "enabled",
                                true))
                .get("id")
                .asText();
        tenant.variable(
                automation,
                "LOCKED",
                java.util.Map.of("source", "credential", "credentialId", credential, "secretName", "locked"));
        try (Journey journey = new Journey()) {
            JsonNode result = journey.failed(Kickoff.of(tenant.organization(), automation, new Worker())
                    .withDeadline(Instant.now().plusSeconds(8)));
            JsonNode problem = Journey.variable(result, "LOCKED").path("problem");
            assertThat(problem.path("type").asText()).isEqualTo("urn:bellhop:problem:vault-read-denied");
            assertThat(problem.path("hop").asText()).isEqualTo("vault");
        }
    }

    private static String reason(JsonNode result, String key) {
        return Journey.variable(result, key).path("problem").path("type").asText();
    }
}
