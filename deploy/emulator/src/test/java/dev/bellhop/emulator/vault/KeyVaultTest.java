package dev.bellhop.emulator.vault;

import static dev.bellhop.emulator.vault.VaultFixture.code;
import static dev.bellhop.emulator.vault.VaultFixture.json;
import static dev.bellhop.emulator.vault.VaultFixture.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.emulator.conformance.Area;
import dev.bellhop.emulator.conformance.Emulates;
import dev.bellhop.emulator.conformance.NotEmulated;
import dev.bellhop.emulator.http.CloudAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyVaultTest {
    private static final String NOT_FOUND =
            " was not found in this key vault. If you recently deleted this secret you may be able to recover it using the"
                    + " correct recovery command. For help resolving this issue, please see"
                    + " https://go.microsoft.com/fwlink/?linkid=2125182";
    private final VaultFixture fixture = new VaultFixture();

    @BeforeEach
    void allow() {
        fixture.allow(Role.SECRETS_OFFICER);
    }

    @Test
    @Emulates(area = Area.SECRETS, value = "set, get; attributes, tags, contentType, recovery level")
    void writesASecretWithEverythingThatIsKnownOfIt() {
        CloudAnswer answer = fixture.ask(
                "PUT",
                "/secrets/openai-api-key",
                "{\"value\":\"sk-1\",\"contentType\":\"text/plain\",\"tags\":{\"owner\":\"team-a\"},"
                        + "\"attributes\":{\"enabled\":true,\"nbf\":1780000000,\"exp\":1800000000}}");

        String version = fixture.vault
                .secrets()
                .get("openai-api-key", Optional.empty())
                .version()
                .id();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"value\":\"sk-1\",\"id\":\"https://acme-kv.vault.azure.net/secrets/openai-api-key/" + version
                                + "\",\"contentType\":\"text/plain\",\"attributes\":{\"enabled\":true,\"nbf\":1780000000,"
                                + "\"exp\":1800000000,\"created\":1767225600,\"updated\":1767225600,"
                                + "\"recoveryLevel\":\"Recoverable+Purgeable\",\"recoverableDays\":90},\"tags\":{\"owner\":\"team-a\"}}");
        assertThat(version).matches("[0-9a-f]{32}");
    }

    @Test
    @Emulates(
            area = Area.SECRETS,
            value = "headers: request ids, region, service version, network info, RBAC assignment")
    void answersWithTheHeadersOfTheService() {
        put("a", "1");
        CloudAnswer answer = fixture.ask(
                "GET",
                "/secrets/a",
                "",
                Map.of("authorization", "Bearer " + fixture.token, "x-ms-client-request-id", "mine"));

        assertThat(answer.headers())
                .containsEntry("x-ms-client-request-id", "mine")
                .containsEntry("Cache-Control", "no-cache")
                .containsEntry("x-ms-keyvault-region", "westeurope")
                .containsEntry("x-ms-keyvault-rbac-assignment-id", "r-SECRETS_OFFICER")
                .containsKeys("x-ms-request-id", "x-ms-keyvault-service-version", "x-ms-keyvault-network-info");
    }

    @Test
    @Emulates(area = Area.SECRETS, value = "versions; the trailing slash of SDKs")
    void readsTheCurrentVersionWithOrWithoutASlashAndTheNamedOne() {
        String first = put("Db-Password", "1");
        String second = put("db-password", "2");

        assertThat(value("/secrets/db-password")).isEqualTo("2");
        assertThat(value("/secrets/DB-PASSWORD/")).isEqualTo("2");
        assertThat(value("/secrets/db-password/" + first)).isEqualTo("1");
        assertThat(json(fixture.get("/secrets/db-password")).path("id").asText())
                .isEqualTo("https://acme-kv.vault.azure.net/secrets/Db-Password/" + second);
    }

    @Test
    @Emulates(area = Area.SECRETS, value = "exp and nbf inform and are not enforced")
    void servesValuesPastTheirExpiryAndBeforeTheirTime() {
        Instant now = fixture.clock.instant();
        fixture.vault.secrets().put("old", "1", SecretAttributes.PLAIN.expiring(now.minusSeconds(60)), now);
        fixture.vault
                .secrets()
                .put(
                        "early",
                        "2",
                        new SecretAttributes(
                                Optional.empty(), true, Optional.of(now.plusSeconds(60)), Optional.empty(), Map.of()),
                        now);

        assertThat(value("/secrets/old")).isEqualTo("1");
        assertThat(value("/secrets/early")).isEqualTo("2");
    }

    @Test
    @Emulates(area = Area.VAULT_ERRORS, value = "403 SecretDisabled, without falling back to an older version")
    void doesNotFallBackFromADisabledVersion() {
        String first = put("a", "1");
        put("a", "2");
        assertThat(fixture.ask("PATCH", "/secrets/a", "{\"attributes\":{\"enabled\":false}}")
                        .status())
                .isEqualTo(200);

        CloudAnswer answer = fixture.get("/secrets/a");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body())
                .isEqualTo("{\"error\":{\"code\":\"Forbidden\",\"message\":\"Operation get is not allowed on a disabled"
                        + " secret.\",\"innererror\":{\"code\":\"SecretDisabled\"}}}");
        assertThat(value("/secrets/a/" + first)).isEqualTo("1");
    }

    @Test
    @Emulates(area = Area.SECRETS, value = "update of a version's attributes")
    void updatesAttributesAndNeverShowsTheValueForIt() {
        String version = put("a", "1");
        fixture.clock.advance(Duration.ofSeconds(10));

        CloudAnswer answer = fixture.ask(
                "PATCH", "/secrets/a/" + version, "{\"contentType\":\"x\",\"attributes\":{\"exp\":1800000000}}");

        JsonNode body = json(answer);
        assertThat(body.has("value")).isFalse();
        assertThat(body.path("contentType").asText()).isEqualTo("x");
        assertThat(body.path("attributes").path("exp").asLong()).isEqualTo(1800000000);
        assertThat(body.path("attributes").path("updated").asLong())
                .isEqualTo(body.path("attributes").path("created").asLong() + 10);
        assertThat(value("/secrets/a")).isEqualTo("1");
    }

    @Test
    @Emulates(area = Area.VAULT_ERRORS, value = "404 SecretNotFound")
    void cannotFindWhatIsNotThere() {
        put("a", "1");

        CloudAnswer name = fixture.get("/secrets/absent");
        CloudAnswer version = fixture.get("/secrets/a/00000000000000000000000000000000");

        assertThat(name.status()).isEqualTo(404);
        assertThat(name.body())
                .isEqualTo("{\"error\":{\"code\":\"SecretNotFound\",\"message\":\"A secret with (name/id) absent"
                        + NOT_FOUND + "\"}}");
        assertThat(version.status()).isEqualTo(404);
        assertThat(code(version)).isEqualTo("SecretNotFound");
    }

    @Test
    @Emulates(area = Area.SECRETS, value = "soft delete, recover, purge")
    void keepsDeletedSecretsApart() {
        put("a", "1");
        JsonNode deleted = json(fixture.ask("DELETE", "/secrets/a", ""));

        assertThat(deleted.path("recoveryId").asText()).isEqualTo("https://acme-kv.vault.azure.net/deletedsecrets/a");
        assertThat(deleted.path("scheduledPurgeDate").asLong()
                        - deleted.path("deletedDate").asLong())
                .isEqualTo(Duration.ofDays(90).toSeconds());
        assertThat(deleted.has("value")).isFalse();
        assertThat(message(fixture.get("/secrets/a"))).isEqualTo("A secret with (name/id) a" + NOT_FOUND);
        assertThat(json(fixture.get("/secrets")).path("value")).isEmpty();
        assertThat(json(fixture.get("/deletedsecrets")).path("value")).hasSize(1);
        assertThat(fixture.get("/deletedsecrets/a").status()).isEqualTo(200);
        assertThat(message(fixture.get("/deletedsecrets/b"))).isEqualTo("Deleted Secret not found: b");

        CloudAnswer again = fixture.ask("PUT", "/secrets/a", "{\"value\":\"2\"}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(code(again)).isEqualTo("ObjectIsDeletedButRecoverable");

        assertThat(fixture.ask("POST", "/deletedsecrets/a/recover", "").status())
                .isEqualTo(200);
        assertThat(value("/secrets/a")).isEqualTo("1");
        fixture.ask("DELETE", "/secrets/a", "");
        assertThat(fixture.ask("DELETE", "/deletedsecrets/a", "").status()).isEqualTo(204);
        assertThat(fixture.ask("PUT", "/secrets/a", "{\"value\":\"2\"}").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"db_password", "a.b", "a%20b", "ü", "x%2Fy"})
    @Emulates(area = Area.VAULT_ERRORS, value = "400 BadParameter: name alphabet")
    void refusesNamesOutsideTheAlphabet(String name) {
        CloudAnswer answer = fixture.get("/secrets/" + name);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(code(answer)).isEqualTo("BadParameter");
        assertThat(message(answer)).startsWith("The request URI contains an invalid name: ");
    }

    @Test
    @Emulates(area = Area.SECRETS, value = "names of up to 127 characters")
    void takesNamesOf127CharactersAndNotOneMore() {
        assertThat(fixture.get("/secrets/" + "a".repeat(127)).status()).isEqualTo(404);
        assertThat(fixture.get("/secrets/" + "a".repeat(128)).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "/secrets/a?x=1, The api-version query parameter must be specified.",
        "/secrets/a?api-version=, The api-version query parameter must be specified.",
        "/secrets/a?api-version=9.9, The specified version (9.9) is not recognized. Consider using the latest supported version (7.6).",
    })
    @Emulates(area = Area.VAULT_ERRORS, value = "400 BadParameter: api-version missing or unknown")
    void wantsAnApiVersionItKnows(String target, String words) {
        put("a", "1");
        CloudAnswer answer = fixture.get(target);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(code(answer)).isEqualTo("BadParameter");
        assertThat(message(answer)).isEqualTo(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.4", "7.5", "7.6", "2025-07-01", "2026-04-01"})
    @Emulates(area = Area.SECRETS, value = "api-versions from 2016-10-01 to 2026-07-01-preview")
    void knowsTheVersionsInUse(String version) {
        put("a", "1");
        assertThat(fixture.get("/secrets/a?api-version=" + version).status()).isEqualTo(200);
    }

    @Test
    @Emulates(area = Area.SECRETS, value = "values of up to 25 kB")
    void takesValuesOf25KilobytesAndNotOneMore() {
        String most = "x".repeat(25 * 1024);
        assertThat(fixture.ask("PUT", "/secrets/a", "{\"value\":\"" + most + "\"}")
                        .status())
                .isEqualTo(200);

        CloudAnswer answer = fixture.ask("PUT", "/secrets/a", "{\"value\":\"" + most + "ü\"}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(code(answer)).isEqualTo("BadParameter");
        assertThat(answer.body()).doesNotContain("xxx");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"value\":1}",
                "{\"value\":\"s3cret\"",
                "{\"value\":\"s3cret\",\"attributes\":{\"exp\":\"soon\"}}",
                "{\"value\":\"s3cret\"} trailing"
            })
    void refusesBodiesItCannotRead(String body) {
        CloudAnswer answer = fixture.ask("PUT", "/secrets/a", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(code(answer)).isEqualTo("BadParameter");
        assertThat(answer.body()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /keys/k",
        "GET, /certificates",
        "POST, /secrets/a/backup",
        "POST, /secrets/restore",
        "GET, /",
        "POST, /deletedsecrets/a/melt",
        "GET, /secrets/a/b/c",
    })
    @NotEmulated(area = Area.SECRETS, value = "keys, certificates, backup and restore, outContentType")
    void saysWhatItDoesNotEmulate(String method, String path) {
        CloudAnswer answer = fixture.ask(method, path, "");

        assertThat(answer.status()).isEqualTo(501);
        assertThat(code(answer)).isEqualTo("NotEmulated");
        assertThat(message(answer)).contains(method + " " + path);
    }

    @Test
    @NotEmulated(area = Area.SECRETS, value = "verb tunnelling")
    void doesNotEmulateVerbTunnelling() {
        CloudAnswer answer = fixture.ask("POST", "/secrets/a", "", Map.of("x-http-method", "GET"));
        assertThat(answer.status()).isEqualTo(501);
    }

    @Test
    void showsNoValueInWords() {
        put("a", "s3cret");
        assertThat(fixture.get("/secrets/a").toString()).doesNotContain("s3cret");
        assertThat(fixture.vault.secrets().get("a", Optional.empty()).toString())
                .doesNotContain("s3cret");
    }

    private String put(String name, String value) {
        return fixture.vault.secrets().put(name, value, SecretAttributes.PLAIN, fixture.clock.instant());
    }

    private String value(String path) {
        return json(fixture.get(path)).path("value").asText();
    }
}
