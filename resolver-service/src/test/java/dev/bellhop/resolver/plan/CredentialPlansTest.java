package dev.bellhop.resolver.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.diagnosis.ResolutionException;
import dev.bellhop.resolver.fake.CloudServer;
import dev.bellhop.resolver.fresh.Backoff;
import dev.bellhop.resolver.fresh.Deadline;
import dev.bellhop.resolver.upstream.ServiceUrl;
import dev.bellhop.resolver.upstream.Upstream;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What config-service tells of one credential. */
class CredentialPlansTest {
    private static final UUID ORGANIZATION = UUID.fromString("7d0c3f7e-9f2d-4a51-bb0e-54b6c5b3e0a1");
    private static final UUID CREDENTIAL = UUID.fromString("c0ffee00-0000-4000-8000-000000000002");
    private static final String PATH =
            "/v1/organizations/" + ORGANIZATION + "/secret-provider-credentials/" + CREDENTIAL;

    private final CloudServer config = new CloudServer();
    private final ResolutionPlans plans = new ResolutionPlans(
            new ConfigServiceEndpoint(
                    new Upstream(config.vertx(), config.direct(), Clock.systemUTC(), false),
                    ServiceUrl.of("bellhop.config.url", URI.create("https://localhost:" + config.port())),
                    () -> Uni.createFrom().item("service.token.x"),
                    Duration.ofSeconds(2)),
            new Backoff(Duration.ofMillis(5), Duration.ofMillis(20), () -> 0.5),
            100);

    @AfterEach
    void close() {
        config.close();
    }

    @Test
    void readsACredentialOfAClientSecret() {
        config.answering(
                200,
                "{\"organizationId\":\"" + ORGANIZATION + "\",\"credentials\":[{\"id\":\"" + CREDENTIAL
                        + "\",\"provider\":\"azure_key_vault\",\"enabled\":true,\"revision\":3,\"authentication\":\"client_secret\",\"azure\":{\"vaultUrl\":\"https://acme-kv.vault.azure.net\",\"tenantId\":\"t\",\"clientId\":\"c\",\"cloud\":\"usgov\"}}]}");

        SecretProviderCredential credential = plans.credentialFor(ORGANIZATION, CREDENTIAL, within())
                .await()
                .atMost(Duration.ofSeconds(20))
                .credential(CREDENTIAL)
                .orElseThrow();

        assertThat(credential.bySecret()).isTrue();
        assertThat(credential.azure())
                .isEqualTo(new SecretProviderCredential.Azure("https://acme-kv.vault.azure.net", "t", "c", "usgov"));
        assertThat(config.requests())
                .singleElement()
                .satisfies(seen -> assertThat(seen.uri()).isEqualTo(PATH + "/resolution-plan"));
    }

    @Test
    void readsTheSecretOfThisCredentialOnly() {
        config.answering(
                200,
                "{\"clientSecrets\":[{\"credentialId\":\"" + ORGANIZATION
                        + "\",\"revision\":3,\"value\":\"another's\"},{\"credentialId\":\"" + CREDENTIAL
                        + "\",\"revision\":3,\"value\":\"s3cret\"}]}");

        assertThat(plans.clientSecretFor(ORGANIZATION, credential(3), within())
                        .await()
                        .atMost(Duration.ofSeconds(20))
                        .reveal())
                .isEqualTo("s3cret");
        assertThat(config.requests()).singleElement().satisfies(seen -> {
            assertThat(seen.method().name()).isEqualTo("POST");
            assertThat(seen.uri()).isEqualTo(PATH + "/resolution-values");
        });
    }

    @Test
    void aSecretOfAnotherRevisionIsForAnotherTenantPerhaps() {
        config.answering(
                200,
                "{\"clientSecrets\":[{\"credentialId\":\"" + CREDENTIAL + "\",\"revision\":4,\"value\":\"s3cret\"}]}");

        assertThat(refusal()).isEqualTo(Reason.CREDENTIAL_CHANGED);
    }

    @Test
    void saysThatThereIsNone() {
        config.answering(200, "{\"clientSecrets\":[]}");

        assertThat(refusal()).isEqualTo(Reason.CLIENT_SECRET_MISSING);
    }

    @Test
    void knowsAnUnknownCredential() {
        config.answering(404, "{\"type\":\"urn:bellhop:problem:secret-provider-credential-unknown\"}");

        assertThat(refusal()).isEqualTo(Reason.CREDENTIAL_MISSING);
    }

    @Test
    void knowsAnAutomationBeyondItsLimits() {
        config.answering(409, "{\"type\":\"urn:bellhop:problem:automation-full\"}");

        assertThatThrownBy(() -> plans.planFor(ORGANIZATION, UUID.randomUUID(), within())
                        .await()
                        .atMost(Duration.ofSeconds(20)))
                .isInstanceOfSatisfying(
                        ResolutionException.class,
                        failure -> assertThat(failure.diagnosis().reason()).isEqualTo(Reason.AUTOMATION_FULL));
    }

    private static SecretProviderCredential credential(long revision) {
        return new SecretProviderCredential(
                CREDENTIAL,
                "acme",
                revision,
                null,
                true,
                "azure_key_vault",
                "client_secret",
                null,
                new SecretProviderCredential.Azure("https://acme-kv.vault.azure.net", "t", "c", "usgov"));
    }

    private Reason refusal() {
        return plans.clientSecretFor(ORGANIZATION, credential(3), within())
                .onItemOrFailure()
                .transform((item, failure) ->
                        ((ResolutionException) failure).diagnosis().reason())
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    private static Deadline within() {
        return Deadline.in(Duration.ofSeconds(20));
    }
}
