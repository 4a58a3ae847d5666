package dev.bellhop.resolver.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.bellhop.resolver.diagnosis.Diagnosis;
import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.diagnosis.ResolutionException;
import dev.bellhop.resolver.plan.SecretProviderCredential;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Microsoft identity platform, client credentials flow, first case: access token request with a shared secret. */
class ClientSecretExchangeTest extends ExchangeFixture {
    private static final UUID CREDENTIAL = UUID.fromString("c0ffee00-0000-4000-8000-000000000002");

    @Test
    void presentsTheSecretAndNoAssertion() {
        entra.answering(200, GOOD);

        assertThat(ask(key(1)).token()).isEqualTo("good.token");

        assertThat(entra.requests()).singleElement().satisfies(seen -> {
            assertThat(seen.uri()).isEqualTo("/" + TENANT + "/oauth2/v2.0/token");
            assertThat(seen.body())
                    .isEqualTo("grant_type=client_credentials&client_id=" + CLIENT
                            + "&scope=https%3A%2F%2Fvault.azure.net%2F.default&client_secret=the-client-secret");
        });
        assertThat(issuer.requests()).as("no subject token is minted for it").isEmpty();
    }

    @Test
    void anotherRevisionIsAnotherToken() {
        entra.answering(200, GOOD);

        ask(key(1));
        ask(key(1));
        ask(key(2));

        assertThat(entra.requests())
                .as("a changed secret is a changed revision")
                .hasSize(2);
    }

    static Stream<Arguments> namesWhatIsWrongWithIt() {
        return Stream.of(
                argumentSet("wrong", "7000215", Reason.CLIENT_SECRET_INVALID),
                argumentSet("expired", "7000222", Reason.CLIENT_SECRET_EXPIRED));
    }

    @ParameterizedTest
    @MethodSource
    void namesWhatIsWrongWithIt(String code, Reason expected) {
        entra.answering(401, error(code));

        ResolutionException failure = failureOf(key(1), Duration.ofSeconds(20));
        Diagnosis diagnosis = failure.diagnosis();

        assertThat(diagnosis.reason()).isEqualTo(expected);
        assertThat(diagnosis.cause())
                .startsWith("Presented: the client secret of secret provider credential " + CREDENTIAL
                        + " for application " + CLIENT + ". Expected: ");
        assertThat(diagnosis.fix()).contains("az ad app credential reset --id " + CLIENT);
        assertThat(diagnosis.fixRequest().url())
                .isEqualTo("https://graph.microsoft.com/v1.0/applications(appId='" + CLIENT + "')/addPassword");
        assertThat(diagnosis.toString() + failure).doesNotContain("the-client-secret");
    }

    @Test
    void printsNoProof() {
        assertThat(new Proof.Secret(dev.bellhop.resolver.secret.SecretText.of("canary")).toString())
                .doesNotContain("canary");
    }

    private static TokenKey key(long revision) {
        return TokenKey.bySecret(
                ORGANIZATION,
                new SecretProviderCredential(
                        CREDENTIAL,
                        "acme",
                        revision,
                        null,
                        true,
                        "azure_key_vault",
                        "client_secret",
                        null,
                        new SecretProviderCredential.Azure(
                                "https://acme-kv.vault.azure.net", TENANT, CLIENT, "public")),
                AzureCloud.PUBLIC);
    }
}
