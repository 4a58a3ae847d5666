package dev.bellhop.resolver.store.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.diagnosis.ResolutionException;
import dev.bellhop.resolver.exchange.FakeAccessTokens;
import dev.bellhop.resolver.fake.CloudServer;
import dev.bellhop.resolver.fresh.Backoff;
import dev.bellhop.resolver.fresh.Deadline;
import dev.bellhop.resolver.plan.SecretProviderCredential;
import dev.bellhop.resolver.plan.WorkloadIdentityConfig;
import dev.bellhop.resolver.store.SecretReference;
import dev.bellhop.resolver.store.SecretVersion;
import dev.bellhop.resolver.upstream.Upstream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers as documented: Key Vault REST, "Get Secret"; "Azure Key Vault REST API error codes". */
class KeyVaultTest {
    private static final UUID ORGANIZATION = UUID.fromString("7d0c3f7e-9f2d-4a51-bb0e-54b6c5b3e0a1");
    private static final UUID AUTOMATION = UUID.fromString("0f8b1a0c-9b1d-4b39-9b0a-0d7f1a1c2b3d");
    private static final String TENANT = "11111111-1111-1111-1111-111111111111";
    private static final String CLIENT = "22222222-2222-2222-2222-222222222222";
    private static final String VERSION = "4387e9f3d6e14c459867679a90fd0f79";
    private static final String GOOD =
            "{\"value\":\"sk-test-123\",\"id\":\"https://acme-kv.vault.azure.net/secrets/openai-api-key/" + VERSION
                    + "\",\"contentType\":\"text/plain\",\"attributes\":{\"enabled\":true,\"created\":1780000000,\"updated\":1785000000}}";

    private final CloudServer issuer = new CloudServer();
    private final CloudServer entra = new CloudServer();
    private final CloudServer vault = new CloudServer();
    private final KeyVault keyVault = new KeyVault(
            FakeAccessTokens.of(issuer, entra),
            new KeyVaultEndpoint(
                    new Upstream(vault.vertx(), vault.throughProxy(), Clock.systemUTC(), true),
                    "7.6",
                    false,
                    Duration.ofMillis(700),
                    Clock.systemUTC()),
            new Backoff(Duration.ofMillis(5), Duration.ofMillis(20), () -> 0.5),
            Set.of());

    @AfterEach
    void close() {
        issuer.close();
        entra.close();
        vault.close();
    }

    @Test
    void readsTheLatestVersionWithATokenFromTheStart() {
        vault.answering(200, GOOD);

        SecretVersion read = read(reference("OPENAI_API-KEY", null));

        assertThat(read.value().reveal()).isEqualTo("sk-test-123");
        assertThat(read.version()).isEqualTo(VERSION);
        assertThat(read.updatedAt()).isEqualTo(Instant.ofEpochSecond(1785000000));
        assertThat(read.expiresAt()).isNull();
        assertThat(read.warnings()).isEmpty();
        assertThat(read.toString()).doesNotContain("sk-test-123");
        assertThat(vault.requests()).singleElement().satisfies(seen -> {
            assertThat(seen.host()).isEqualTo("acme-kv.vault.azure.net");
            assertThat(seen.uri()).isEqualTo("/secrets/OPENAI-API-KEY?api-version=7.6");
            assertThat(seen.headers().get("Authorization")).isEqualTo("Bearer token-1");
            assertThat(seen.headers().get("x-ms-client-request-id")).hasSize(36);
        });
    }

    @Test
    void readsAPinnedVersion() {
        vault.answering(200, GOOD);

        read(reference("openai-api-key", VERSION));

        assertThat(vault.requests().get(0).uri()).isEqualTo("/secrets/openai-api-key/" + VERSION + "?api-version=7.6");
    }

    @Test
    void readsAnewForEveryCall() {
        vault.answering(200, GOOD);

        read(reference("openai-api-key", null));
        read(reference("openai-api-key", null));

        assertThat(vault.requests()).hasSize(2);
        assertThat(entra.requests()).hasSize(1);
    }

    @Test
    void warnsOfWhatTheVaultServesOutOfItsTime() {
        vault.answering(
                200,
                "{\"value\":\"x\",\"id\":\"https://acme-kv.vault.azure.net/secrets/a/" + VERSION
                        + "\",\"contentType\":\"application/x-pkcs12\",\"attributes\":{\"exp\":1700000000,\"nbf\":4000000000}}");

        SecretVersion read = read(reference("a", null));

        assertThat(read.expiresAt()).isEqualTo(Instant.ofEpochSecond(1700000000));
        assertThat(read.warnings())
                .containsExactly(
                        "expired on 2023-11-14T22:13:20Z; the vault still serves it",
                        "not meant to be used before 2096-10-02T07:06:40Z; the vault serves it already",
                        "backs a certificate: the value is a PKCS#12 file in Base64, private key included");
    }

    static Stream<Arguments> namesWhatTheVaultSays() {
        return Stream.of(
                argumentSet(
                        "no role", 403, forbidden("ForbiddenByRbac"), Reason.VAULT_READ_DENIED, "403 ForbiddenByRbac"),
                argumentSet(
                        "access policies",
                        403,
                        forbidden("AccessDenied"),
                        Reason.VAULT_ACCESS_POLICY,
                        "403 AccessDenied"),
                argumentSet(
                        "firewall",
                        403,
                        forbidden("ForbiddenByFirewall"),
                        Reason.VAULT_FIREWALL,
                        "403 ForbiddenByFirewall"),
                argumentSet(
                        "private",
                        403,
                        forbidden("ForbiddenByConnection"),
                        Reason.VAULT_PRIVATE,
                        "403 ForbiddenByConnection"),
                argumentSet("disabled", 403, forbidden("SecretDisabled"), Reason.SECRET_DISABLED, "403 SecretDisabled"),
                argumentSet("a 403 of another kind", 403, forbidden("Other"), Reason.VAULT_REFUSED, "403 Other"),
                argumentSet("a gateway's 403", 403, "<html>", Reason.VAULT_REFUSED, "403"),
                argumentSet(
                        "no secret",
                        404,
                        error("SecretNotFound", "canary"),
                        Reason.SECRET_NOT_FOUND,
                        "404 SecretNotFound"),
                argumentSet("a gateway's 404", 404, "<html>not found</html>", Reason.VAULT_REFUSED, "404"),
                argumentSet(
                        "a bad name", 400, error("BadParameter", "canary"), Reason.VAULT_REFUSED, "400 BadParameter"),
                argumentSet(
                        "a token for another resource",
                        401,
                        error("Unauthorized", "AKV10022: Invalid audience. canary"),
                        Reason.VAULT_AUDIENCE_MISMATCH,
                        "401 AKV10022"),
                argumentSet(
                        "a token of another tenant",
                        401,
                        error("Unauthorized", "AKV10032: Invalid issuer. canary"),
                        Reason.VAULT_TENANT_MISMATCH,
                        "401 AKV10032"),
                argumentSet("throttled", 429, error("Throttled", "canary"), Reason.VAULT_THROTTLED, "429 Throttled"),
                argumentSet("unavailable", 503, "", Reason.VAULT_UNAVAILABLE, "503"),
                argumentSet("HTML from a gateway", 502, "<html>", Reason.VAULT_UNAVAILABLE, "502"),
                argumentSet("not implemented", 501, "", Reason.VAULT_REFUSED, "501"),
                argumentSet("a redirect", 307, "", Reason.VAULT_REDIRECTED, "307"),
                argumentSet("HTML with 200", 200, "<html>", Reason.VAULT_ANSWER_UNREADABLE, "200"),
                argumentSet("truncated with 200", 200, "{\"value\":\"can", Reason.VAULT_ANSWER_UNREADABLE, "200"),
                argumentSet("no value", 200, "{\"id\":\"x\"}", Reason.VAULT_ANSWER_UNREADABLE, "200"),
                argumentSet("a huge body", 200, "x".repeat(300_000), Reason.VAULT_ANSWER_TOO_LARGE, "too-large"));
    }

    @ParameterizedTest
    @MethodSource
    void namesWhatTheVaultSays(int status, String body, Reason expected, String code) {
        vault.answering(status, body);

        ResolutionException failure = failureOf(reference("openai-api-key", null), patience(expected));

        assertThat(failure.diagnosis().reason()).isEqualTo(expected);
        assertThat(failure.diagnosis().upstreamCode()).isEqualTo(code);
        assertThat(failure).hasMessageNotContaining("canary");
    }

    @Test
    void triesAgainWhatPasses() {
        vault.answering(exchange -> {
            switch (exchange.number()) {
                case 1 -> exchange.answer(503, "");
                case 2 -> exchange.hangUp();
                case 3 -> exchange.truncated("{\"value\":");
                case 4 -> exchange.answer(429, error("Throttled", ""), "Retry-After", "0");
                case 5 -> {} // hangs
                default -> exchange.answer(200, GOOD);
            }
        });

        assertThat(read(reference("openai-api-key", null)).value().reveal()).isEqualTo("sk-test-123");
        assertThat(vault.requests()).hasSize(6);
    }

    @Test
    void doesNotWaitLongerThanTheDeadlineForRetryAfter() {
        vault.answering(exchange -> exchange.answer(429, error("Throttled", ""), "Retry-After", "60"));

        assertThat(failureOf(reference("openai-api-key", null), Duration.ofSeconds(5))
                        .diagnosis()
                        .reason())
                .isEqualTo(Reason.VAULT_THROTTLED);
        assertThat(vault.requests()).hasSize(1);
    }

    @Test
    void replacesARefusedTokenOnce() {
        vault.answering(exchange -> {
            if ("Bearer token-1".equals(exchange.request().getHeader("Authorization"))) {
                exchange.answer(401, error("Unauthorized", "AKV10046: Unable to resolve the key"));
            } else {
                exchange.answer(200, GOOD);
            }
        });

        assertThat(read(reference("openai-api-key", null)).value().reveal()).isEqualTo("sk-test-123");
        assertThat(vault.requests()).hasSize(2);
        assertThat(entra.requests()).hasSize(2);
    }

    @Test
    void andSaysSoWhenTheNextIsRefusedToo() {
        vault.answering(401, error("Unauthorized", "token expired"));

        assertThat(failureOf(reference("openai-api-key", null), Duration.ofSeconds(5))
                        .diagnosis()
                        .reason())
                .isEqualTo(Reason.VAULT_TOKEN_REFUSED);
        assertThat(vault.requests()).hasSize(2);
    }

    @Test
    void readsTheChallengeForDiagnosisOnly() {
        vault.answering(
                exchange -> exchange.answer(
                        401,
                        error("Unauthorized", "AKV10000"),
                        "WWW-Authenticate",
                        "Bearer authorization=\"https://evil.example/99999999-1111-1111-1111-111111111111\", resource=\"https://vault.azure.net\""));

        ResolutionException failure = failureOf(reference("openai-api-key", null), Duration.ofSeconds(5));

        assertThat(failure.diagnosis().reason()).isEqualTo(Reason.VAULT_TENANT_MISMATCH);
        assertThat(failure.diagnosis().cause())
                .isEqualTo("Presented: a token of tenant " + TENANT
                        + ". Expected: one of the vault's tenant 99999999-1111-1111-1111-111111111111.");
        assertThat(entra.tunnels()).containsOnly("login.microsoftonline.com:443");
    }

    @Test
    void keepsTheIdThatSupportAsksFor() {
        String id = "5a0c9f0e-3b0d-4f7a-8d51-3f0b9f1c7e20";
        vault.answering(exchange -> exchange.answer(403, forbidden("ForbiddenByRbac"), "x-ms-request-id", id));

        assertThat(failureOf(reference("a", null), Duration.ofSeconds(20))
                        .diagnosis()
                        .cause())
                .endsWith("(Key Vault: request id " + id + ")");
    }

    @Test
    void namesAVaultTheProxyCannotFind() {
        SecretReference gone = reference(credential("https://gone-kv.vault.azure.net"), config("public"), "a", null);

        assertThat(failureOf(gone, Duration.ofMillis(1_500)).diagnosis().reason())
                .isEqualTo(Reason.VAULT_UNREACHABLE);
    }

    static Stream<Arguments> refusesWhatThePlanCannotMean() {
        return Stream.of(
                argumentSet(
                        "no vault URL",
                        reference(credential(null), config("public"), "a", null),
                        Reason.VAULT_URL_MISSING),
                argumentSet(
                        "a blank one",
                        reference(credential("  "), config("public"), "a", null),
                        Reason.VAULT_URL_MISSING),
                argumentSet(
                        "somebody else's URL",
                        reference(credential("https://evil.example"), config("public"), "a", null),
                        Reason.VAULT_URL_REFUSED),
                argumentSet(
                        "another cloud's vault",
                        reference(credential("https://acme-kv.vault.azure.net"), config("china"), "a", null),
                        Reason.VAULT_URL_REFUSED),
                argumentSet(
                        "an unknown cloud",
                        reference(credential("https://acme-kv.vault.azure.net"), config("moon"), "a", null),
                        Reason.CREDENTIAL_UNSUPPORTED),
                argumentSet(
                        "no identity",
                        reference(credential("https://acme-kv.vault.azure.net"), null, "a", null),
                        Reason.CREDENTIAL_UNSUPPORTED),
                argumentSet("a path for a name", reference("../keys/x", null), Reason.SECRET_NAME_INVALID),
                argumentSet("a path for a version", reference("a", "../../keys"), Reason.SECRET_NAME_INVALID));
    }

    @ParameterizedTest
    @MethodSource
    void refusesWhatThePlanCannotMean(SecretReference reference, Reason expected) {
        ResolutionException failure = failureOf(reference, Duration.ofSeconds(20));

        assertThat(failure.diagnosis().reason()).isEqualTo(expected);
        assertThat(entra.requests()).as("nothing is asked for in its name").isEmpty();
        assertThat(vault.requests()).isEmpty();
    }

    @Test
    void saysThatTheVaultUrlIsRequired() {
        SecretReference without = reference(credential(null), config("public"), "a", null);

        assertThat(failureOf(without, Duration.ofSeconds(1)).diagnosis().cause())
                .startsWith("azure_vault_url is required for Azure secret resolution");
    }

    private SecretVersion read(SecretReference reference) {
        return keyVault.read(reference, Deadline.in(Duration.ofSeconds(20)))
                .await()
                .atMost(Duration.ofSeconds(25));
    }

    private ResolutionException failureOf(SecretReference reference, Duration budget) {
        return (ResolutionException) keyVault.read(reference, Deadline.in(budget))
                .onItemOrFailure()
                .transform((item, failure) -> failure)
                .await()
                .atMost(Duration.ofSeconds(25));
    }

    private static SecretReference reference(String name, String version) {
        return reference(credential("https://acme-kv.vault.azure.net/"), config("public"), name, version);
    }

    private static SecretReference reference(
            SecretProviderCredential credential, WorkloadIdentityConfig config, String name, String version) {
        return new SecretReference(ORGANIZATION, AUTOMATION, credential, config, name, version);
    }

    private static SecretProviderCredential credential(String vaultUrl) {
        return new SecretProviderCredential(
                UUID.fromString("c0ffee00-0000-4000-8000-000000000002"),
                "vault",
                1,
                null,
                true,
                "azure_key_vault",
                "workload_identity",
                UUID.fromString("c0ffee00-0000-4000-8000-000000000001"),
                new SecretProviderCredential.Azure(vaultUrl));
    }

    private static WorkloadIdentityConfig config(String cloud) {
        return new WorkloadIdentityConfig(
                UUID.fromString("c0ffee00-0000-4000-8000-000000000001"),
                "prod",
                1,
                null,
                true,
                "azure",
                "api://AzureADTokenExchange",
                "organization",
                new WorkloadIdentityConfig.Azure(TENANT, CLIENT, "application", cloud));
    }

    private static String forbidden(String inner) {
        return "{\"error\":{\"code\":\"Forbidden\",\"message\":\"canary\",\"innererror\":{\"code\":\"" + inner
                + "\"}}}";
    }

    private static String error(String code, String message) {
        return "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}}";
    }

    /** What passes is tried until the time is over; anything else needs none, but a cold machine does. */
    private static Duration patience(Reason expected) {
        return expected.retryable() ? Duration.ofMillis(1_500) : Duration.ofSeconds(20);
    }
}
