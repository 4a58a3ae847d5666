package dev.bellhop.emulator.vault;

import static dev.bellhop.emulator.vault.VaultFixture.code;
import static dev.bellhop.emulator.vault.VaultFixture.json;
import static dev.bellhop.emulator.vault.VaultFixture.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.emulator.conformance.Area;
import dev.bellhop.emulator.conformance.Emulates;
import dev.bellhop.emulator.entra.AccessTokens;
import dev.bellhop.emulator.entra.AzureCloud;
import dev.bellhop.emulator.entra.TestAssertions;
import dev.bellhop.emulator.http.CloudAnswer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
    private final VaultFixture fixture = new VaultFixture();

    @BeforeEach
    void put() {
        fixture.vault.secrets().put("a", "1", SecretAttributes.PLAIN, fixture.clock.instant());
    }

    @Test
    @Emulates(area = Area.ACCESS, value = "401 AKV10000 without a token")
    void challengesWhoComesWithoutToken() {
        CloudAnswer answer = fixture.ask("GET", "/secrets/a", "", Map.of());

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers())
                .containsEntry(
                        "WWW-Authenticate",
                        "Bearer authorization=\"https://login.microsoftonline.com/11111111-1111-1111-1111-111111111111\","
                                + " resource=\"https://vault.azure.net\"");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"error\":{\"code\":\"Unauthorized\",\"message\":\"AKV10000: Request is missing a Bearer or PoP"
                                + " token.\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic abc"})
    void anythingButABearerTokenIsNoToken(String header) {
        assertThat(message(fixture.ask("GET", "/secrets/a", "", Map.of("authorization", header))))
                .startsWith("AKV10000");
    }

    @Test
    @Emulates(area = Area.ACCESS, value = "401 AKV10022 wrong audience")
    void refusesATokenForAnotherResource() {
        fixture.token = fixture.token("https://vault.azure.net/");

        CloudAnswer answer = fixture.get("/secrets/a");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(message(answer))
                .isEqualTo("AKV10022: Invalid audience. Expected https://vault.azure.net or"
                        + " cfa8b339-82a2-471a-a3c9-0fc0be7a4093, found: https://vault.azure.net/.");
    }

    @Test
    @Emulates(area = Area.ACCESS, value = "Key Vault's application id as audience")
    void takesTheApplicationIdAsAudience() {
        fixture.allow(Role.SECRETS_USER).token = fixture.token(AzureCloud.KEY_VAULT_APP_ID);
        assertThat(fixture.get("/secrets/a").status()).isEqualTo(200);
    }

    @Test
    @Emulates(area = Area.ACCESS, value = "401 AKV10032 token of another tenant")
    void refusesATokenOfAnotherTenant() {
        var other = fixture.directory.register(UUID.randomUUID(), AzureCloud.PUBLIC);
        fixture.token =
                TestAssertions.accessToken(fixture.tokens, other, fixture.application, "https://vault.azure.net");

        CloudAnswer answer = fixture.get("/secrets/a");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(message(answer))
                .startsWith("AKV10032: Invalid issuer. Expected one of"
                        + " https://sts.windows.net/11111111-1111-1111-1111-111111111111/, ")
                .endsWith("found https://sts.windows.net/" + other.id() + "/.");
    }

    @Test
    @Emulates(area = Area.ACCESS, value = "401 for forged and expired tokens, AKV10046 for an unknown key")
    void refusesForgedAndExpiredTokens() {
        fixture.token = TestAssertions.accessToken(
                new AccessTokens(fixture.clock), fixture.tenant, fixture.application, "https://vault.azure.net");
        assertThat(message(fixture.get("/secrets/a"))).startsWith("AKV10046");

        fixture.token = "nonsense";
        assertThat(fixture.get("/secrets/a").status()).isEqualTo(401);

        fixture.token = fixture.token("https://vault.azure.net");
        fixture.clock.advance(Duration.ofHours(1));
        CloudAnswer expired = fixture.get("/secrets/a");
        assertThat(expired.status()).isEqualTo(401);
        assertThat(message(expired)).startsWith("[TokenExpired]");
        assertThat(expired.headers()).containsKey("WWW-Authenticate");
    }

    @ParameterizedTest
    @CsvSource({
        "SECRETS_USER, 200, 200, 403, 403",
        "READER, 403, 200, 403, 403",
        "SECRETS_OFFICER, 200, 200, 200, 200",
        "ADMINISTRATOR, 200, 200, 200, 200",
        "CONTRIBUTOR, 403, 403, 403, 403",
    })
    @Emulates(area = Area.ACCESS, value = "roles: Secrets User, Reader, Secrets Officer, Administrator, Contributor")
    void rolesGiveTheirDataActions(Role role, int get, int list, int set, int delete) {
        fixture.allow(role);

        assertThat(fixture.get("/secrets/a").status()).isEqualTo(get);
        assertThat(fixture.get("/secrets").status()).isEqualTo(list);
        assertThat(fixture.get("/secrets/a/versions").status()).isEqualTo(list);
        assertThat(fixture.ask("PUT", "/secrets/b", "{\"value\":\"2\"}").status())
                .isEqualTo(set);
        assertThat(fixture.ask("PATCH", "/secrets/a", "{}").status()).isEqualTo(set);
        assertThat(fixture.ask("DELETE", "/secrets/a", "").status()).isEqualTo(delete);
    }

    @Test
    @Emulates(area = Area.VAULT_ERRORS, value = "403 ForbiddenByRbac with action, resource and caller")
    void saysWhichActionOnWhatWasDenied() {
        CloudAnswer get = fixture.get("/secrets/a");
        CloudAnswer list = fixture.get("/secrets");

        assertThat(get.status()).isEqualTo(403);
        assertThat(json(get).path("error").path("code").asText()).isEqualTo("Forbidden");
        assertThat(code(get)).isEqualTo("ForbiddenByRbac");
        assertThat(message(get))
                .startsWith("Caller is not authorized to perform action on resource.\r\n")
                .contains("\r\nCaller: appid=22222222-2222-2222-2222-222222222222;oid="
                        + fixture.application.servicePrincipalId()
                        + ";iss=https://sts.windows.net/11111111-1111-1111-1111-111111111111/\r\n")
                .contains("\r\nAction: 'Microsoft.KeyVault/vaults/secrets/getSecret/action'\r\n")
                .contains("/providers/microsoft.keyvault/vaults/acme-kv/secrets/a'\r\n")
                .contains("\r\nDecisionReason: 'DeniedWithNoValidRBAC' \r\n");
        assertThat(message(list))
                .contains("\r\nAction: 'Microsoft.KeyVault/vaults/secrets/readMetadata/action'\r\n")
                .contains("/vaults/acme-kv'\r\n");
    }

    @Test
    @Emulates(
            area = Area.ACCESS,
            value = "authorization before look-up: a missing secret is 403 to whoever may not read")
    void deniesBeforeItLooks() {
        assertThat(fixture.get("/secrets/absent").status()).isEqualTo(403);
    }

    @Test
    @Emulates(area = Area.ACCESS, value = "roles at one secret: reads it, lists nothing")
    void aRoleOnOneSecretReadsItAndListsNothing() {
        fixture.vault.secrets().put("b", "2", SecretAttributes.PLAIN, fixture.clock.instant());
        fixture.vault.assign(
                new RoleAssignment("r", fixture.application.servicePrincipalId(), Role.SECRETS_USER, Optional.of("A")));

        assertThat(fixture.get("/secrets/a").status()).isEqualTo(200);
        assertThat(fixture.get("/secrets/b").status()).isEqualTo(403);
        assertThat(fixture.get("/secrets").status()).isEqualTo(403);
    }

    @Test
    @Emulates(area = Area.ACCESS, value = "vaults with access policies")
    @Emulates(area = Area.VAULT_ERRORS, value = "403 AccessDenied")
    void accessPoliciesRuleWhereTheVaultSaysSo() {
        fixture.allow(Role.ADMINISTRATOR).vault.authorization(Vault.Authorization.ACCESS_POLICY);

        CloudAnswer denied = fixture.get("/secrets/a");
        assertThat(denied.status()).isEqualTo(403);
        assertThat(code(denied)).isEqualTo("AccessDenied");
        assertThat(message(denied))
                .isEqualTo("The user, group or application 'appid=22222222-2222-2222-2222-222222222222;oid="
                        + fixture.application.servicePrincipalId()
                        + ";iss=https://sts.windows.net/11111111-1111-1111-1111-111111111111/' does not have secrets get"
                        + " permission on key vault 'acme-kv;location=westeurope'. For help resolving this issue, please see"
                        + " https://go.microsoft.com/fwlink/?linkid=2125287");

        fixture.vault.permit(fixture.application.servicePrincipalId(), Set.of("get"));
        assertThat(fixture.get("/secrets/a").status()).isEqualTo(200);
        assertThat(message(fixture.get("/secrets"))).contains("does not have secrets list permission");
    }

    @Test
    @Emulates(area = Area.VAULT_ERRORS, value = "403 ForbiddenByFirewall, before token and roles")
    void theFirewallComesBeforeTokenAndRoles() {
        fixture.vault.network(Vault.Network.FIREWALL);
        fixture.token = fixture.token("https://graph.microsoft.com");

        CloudAnswer answer = fixture.get("/secrets/a");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(code(answer)).isEqualTo("ForbiddenByFirewall");
        assertThat(message(answer))
                .startsWith(
                        "Client address is not authorized and caller is not a trusted service.\r\nClient address: ");

        fixture.vault.network(Vault.Network.PRIVATE);
        assertThat(code(fixture.get("/secrets/a"))).isEqualTo("ForbiddenByConnection");
    }
}
