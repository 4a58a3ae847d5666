package dev.bellhop.resolver.store.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.bellhop.resolver.diagnosis.FixRequest;
import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.diagnosis.ResolutionException;
import dev.bellhop.resolver.store.SecretReference;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers as documented: "Azure Key Vault REST API error codes"; and what never reaches a vault. */
class KeyVaultRefusalsTest extends KeyVaultFixture {
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
                        .upstreamIds())
                .isEqualTo(Map.of("requestId", id));
    }

    /** Body as documented: azure.md, "The four kinds of 403". */
    @Test
    void completesTheRequestThatMendsIt() {
        vault.answering(
                403,
                error(
                                "Forbidden",
                                "Caller is not authorized to perform action on resource.\\r\\nCaller: appid=" + CLIENT
                                        + ";oid=33333333-3333-3333-3333-333333333333;iss=https://sts.windows.net/x/\\r\\nAction: 'Microsoft.KeyVault/vaults/secrets/getSecret/action'\\r\\nResource: '/subscriptions/44444444-4444-4444-4444-444444444444/resourcegroups/rg-app/providers/microsoft.keyvault/vaults/acme-kv/secrets/openai-api-key'\\r\\n")
                        .replace("\"}}", "\",\"innererror\":{\"code\":\"ForbiddenByRbac\"}}}"));

        FixRequest request = failureOf(reference("a", null), Duration.ofSeconds(20))
                .diagnosis()
                .fixRequest();

        assertThat(request.method()).isEqualTo("PUT");
        assertThat(request.url())
                .matches(
                        "https://management.azure.com/subscriptions/44444444-4444-4444-4444-444444444444/resourcegroups/rg-app/providers/microsoft.keyvault/vaults/acme-kv/providers/Microsoft.Authorization/roleAssignments/[0-9a-f-]{36}\\?api-version=2022-04-01");
        assertThat(request.body().path("properties").path("principalId").asText())
                .isEqualTo("33333333-3333-3333-3333-333333333333");
        assertThat(request.body().path("properties").path("roleDefinitionId").asText())
                .isEqualTo(
                        "/subscriptions/44444444-4444-4444-4444-444444444444/providers/Microsoft.Authorization/roleDefinitions/4633458b-17de-408a-b874-0445c86b69e6");
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
}
