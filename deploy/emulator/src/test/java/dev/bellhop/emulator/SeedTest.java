package dev.bellhop.emulator;

import static dev.bellhop.emulator.Box.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.emulator.conformance.Area;
import dev.bellhop.emulator.conformance.Emulates;
import dev.bellhop.emulator.control.Seed;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A cloud from a file. */
class SeedTest {
    private static final String SEED = """
            tenants:
              - id: 55555555-0000-0000-0000-000000000001
                domains: [seed.example.com]
                applications:
                  - clientId: 55555555-0000-0000-0000-000000000002
                    displayName: Seeded
                    federatedCredentials:
                      - name: ours
                        subject: organization:seeded
                    clientSecrets:
                      - name: first
                        value: from-the-file
                        expires: 2999-01-01T00:00:00Z
            vaults:
              - name: seed-kv
                tenantId: 55555555-0000-0000-0000-000000000001
                roleAssignments:
                  - principalId: 55555555-0000-0000-0000-000000000002
                    role: Key Vault Secrets User
                secrets:
                  - {name: a, value: one}
                  - {name: a, value: two, contentType: text/plain, tags: {owner: team-a}}
            """;

    private static Box box;

    @BeforeAll
    static void open() {
        box = Box.open();
    }

    @AfterAll
    static void close() {
        box.close();
    }

    @Test
    @Emulates(
            area = Area.CONTROL,
            value = "a YAML seed file: tenants, applications, credentials, vaults, roles, secrets; reset")
    void fillsACloud() {
        assertThat(box.control("POST", "/control/seed", SEED).statusCode()).isEqualTo(204);
        assertThat(box.control("POST", "/control/seed", SEED).statusCode())
                .as("again")
                .isEqualTo(204);

        Map<String, String> form = box.form();
        form.put("client_id", "55555555-0000-0000-0000-000000000002");
        form.remove("client_assertion");
        form.put("client_secret", "from-the-file");
        String url = "https://login.microsoftonline.com/seed.example.com/oauth2/v2.0/token";
        String token = json(box.post(url, form)).path("access_token").asText();
        HttpResponse<String> read =
                box.call("GET", "https://seed-kv.vault.azure.net/secrets/a?api-version=7.6", token, "");

        assertThat(json(read).path("value").asText()).isEqualTo("two");
        assertThat(json(read).path("tags").path("owner").asText()).isEqualTo("team-a");
        assertThat(box.control("POST", "/control/reset", "").statusCode()).isEqualTo(204);
        assertThat(json(box.post(url, form)).path("error_codes").path(0).asInt())
                .isEqualTo(90002);
        box.fill();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tenants: [{id: nonsense}]|tenants[0].id: expected a GUID",
                "tenants: [{name: x}]|tenants[0].name: unknown member",
                "vaults: [{name: a-kv, tenantId: 55555555-0000-0000-0000-00000000ffff}]|vaults[0]: no tenant",
                "vaults: [{name: a-kv, secrets: [{name: b, value: {x: hidden}}]}]|vaults[0].secrets[0].value: wrong type",
                "tenants: [x: {|the body is not YAML, at line",
            })
    void saysWhereAFileIsWrongAndQuotesNoValue(String yaml, String complaint) {
        HttpResponse<String> answer = box.control("POST", "/control/seed", yaml);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("detail").asText()).startsWith(complaint).doesNotContain("hidden");
    }

    @Test
    void aWrongFileChangesNothing() {
        String half = "tenants: [{id: 66666666-0000-0000-0000-000000000001}]\nvaults: [{name: a-kv}]";
        assertThat(box.control("POST", "/control/seed", half).statusCode()).isEqualTo(400);
        assertThat(box.control(
                                "POST",
                                "/control/tenants/66666666-0000-0000-0000-000000000001/administrator-tokens",
                                "{\"audience\":\"https://graph.microsoft.com\"}")
                        .statusCode())
                .isEqualTo(404);

        String later = "vaults: [{name: later-kv, tenantId: " + Box.TENANT + "}]";
        assertThat(box.control("POST", "/control/seed", later).statusCode()).isEqualTo(204);
    }

    @Test
    void anEmptyFileIsNoFile() {
        assertThat(Seed.parse("").toString()).isEqualTo("Seed[]");
        assertThatThrownBy(() -> Seed.parse("- a list")).isInstanceOf(IllegalArgumentException.class);
    }
}
