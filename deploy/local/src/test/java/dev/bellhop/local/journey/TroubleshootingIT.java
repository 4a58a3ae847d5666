package dev.bellhop.local.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every row of the troubleshooting table, from its cause in the cloud or in config-service to the diagnosis that the resolver prints. Rows
 * that concern one tenant alone run side by side; those that concern the issuer or a clock come one after another.
 */
class TroubleshootingIT {
    private static final String AUDIENCE = "api://AzureADTokenExchange";
    private static final Map<String, Row> ROWS = new LinkedHashMap<>();
    private static final int AT_ONCE = 8;
    private static final Map<String, Future<JsonNode>> DIAGNOSES = new ConcurrentHashMap<>();

    /** @param words stand in cause or fix */
    private record Row(Consumer<Trouble> cause, String code, String upstream, String words) {}

    static {
        // the handshake is refused
        row(
                "no credential with our issuer",
                t -> t.federated("https://old-issuer.example.com", t.seeded().subject(), AUDIENCE),
                "federated-issuer-mismatch",
                "AADSTS700211",
                "az ad app federated-credential");
        row(
                "no credential with our audience",
                t -> t.federated(t.issuer(), t.seeded().subject(), "api://other"),
                "federated-audience-mismatch",
                "AADSTS700212",
                AUDIENCE);
        row(
                "no credential with our subject",
                t -> t.federated(t.issuer(), "organization:" + UUID.randomUUID(), AUDIENCE),
                "federated-subject-mismatch",
                "AADSTS700213",
                "az ad app federated-credential");
        row(
                "our subject in capitals",
                t -> t.federated(t.issuer(), t.seeded().subject().toUpperCase(Locale.ROOT), AUDIENCE),
                "federated-subject-case",
                "AADSTS7002138",
                "case");
        row(
                "an older build of Entra",
                t -> {
                    t.tenantSetting("answers", "2023");
                    t.federated(t.issuer(), "organization:" + UUID.randomUUID(), AUDIENCE);
                },
                "federated-credential-mismatch",
                "AADSTS70021",
                "az ad app federated-credential");
        row(
                "no credential at all",
                Trouble::notFederated,
                "federated-credential-missing",
                "AADSTS70025",
                "az ad app federated-credential create");
        // who signs in
        row(
                "unknown tenant",
                t -> t.readsAs(UUID.randomUUID(), t.seeded().clientId()),
                "tenant-unknown",
                "AADSTS90002",
                "tenantId");
        row(
                "unknown application",
                t -> t.readsAs(t.seeded().tenant(), UUID.randomUUID()),
                "application-unknown",
                "AADSTS700016",
                "clientId");
        row(
                "disabled application",
                t -> t.cloud(t.application(), Map.of("displayName", "off", "enabled", false)),
                "application-disabled",
                "AADSTS7000112",
                "accountEnabled=true");
        row(
                "client secret wrong",
                t -> t.readsWithSecret("wrong-one"),
                "client-secret-invalid",
                "AADSTS7000215",
                "az ad app credential reset");
        row(
                "client secret expired",
                t -> {
                    t.cloud(
                            t.application() + "/client-secrets/old",
                            Map.of("value", "once-right", "expires", "2020-01-01T00:00:00Z"));
                    t.readsWithSecret("once-right");
                },
                "client-secret-expired",
                "AADSTS7000222",
                "az ad app credential reset");
        row(
                "Conditional Access",
                t -> t.tenantSetting("conditionalAccessBlocks", true),
                "conditional-access",
                "AADSTS53003",
                "Conditional Access");
        row(
                "Key Vault disabled in the tenant",
                t -> t.tenantSetting("disabledResources", List.of("https://vault.azure.net")),
                "resource-disabled",
                "AADSTS500014",
                "az ad sp update");
        row("Entra throttles", t -> t.tenantSetting("tokenRequestsPerMinute", 0), "entra-throttled", "", "");
        row(
                "Entra answers a gateway's page",
                t -> t.fault("tenant", t.seeded().tenant(), 200, "<html>welcome</html>"),
                "entra-answer-unreadable",
                "",
                "proxy");
        // the vault
        row(
                "read denied though the handshake is good",
                t -> t.readsThrough(Map.of("azure", Map.of("vaultUrl", t.lockedVault()))),
                "vault-read-denied",
                "",
                "az role assignment create");
        row(
                "vault on legacy access policies",
                t -> t.vault("authorization", "access_policy"),
                "vault-access-policy",
                "",
                "az keyvault set-policy");
        row("firewall", t -> t.vault("network", "firewall"), "vault-firewall", "", "az keyvault network-rule add");
        row("private endpoint only", t -> t.vault("network", "private"), "vault-private", "", "public-network-access");
        row(
                "unknown vault, behind a proxy",
                t -> t.readsThrough(Map.of("azure", Map.of("vaultUrl", "https://nobody-kv.vault.azure.net"))),
                "vault-unreachable",
                "proxy-refused",
                "or the vault does not exist");
        row(
                "vault URL missing",
                t -> t.readsThrough(Map.of("azure", Map.of())),
                "vault-url-missing",
                "",
                "azure_vault_url is required for Azure secret resolution");
        row("throttled, without Retry-After", t -> t.vault("transactionsPer10Seconds", 0), "vault-throttled", "", "");
        row("vault down", t -> t.fault("vault", t.seeded().vault(), 503, ""), "vault-unavailable", "", "");
        row(
                "disabled secret",
                t -> t.secret(Map.of("value", "x", "enabled", false)),
                "secret-disabled",
                "",
                "--enabled true");
        // the value
        row("secret not found", t -> t.reads("no-such-secret"), "secret-not-found", "", "az keyvault secret list");
        row("JSON key not found", t -> t.reads("reporting-database#missing"), "json-key-not-found", "", "missing");
        row("not JSON", t -> t.reads("openai-api-key#key"), "secret-not-json", "", "JSON");
    }

    private static void row(String name, Consumer<Trouble> cause, String code, String upstream, String words) {
        ROWS.put(name, new Row(cause, code, upstream, words));
    }

    @BeforeAll
    static void cause() throws InterruptedException {
        ExecutorService people = Executors.newFixedThreadPool(AT_ONCE);
        ROWS.forEach((name, row) -> DIAGNOSES.put(name, people.submit(() -> {
            Trouble trouble = new Trouble();
            row.cause.accept(trouble);
            return trouble.diagnosis();
        })));
        people.shutdown();
        // before anything that all tenants share is disturbed
        assertThat(people.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
    }

    static Stream<Arguments> isDiagnosed() {
        return ROWS.entrySet().stream().map(row -> argumentSet(row.getKey(), row.getKey(), row.getValue()));
    }

    @ParameterizedTest
    @MethodSource
    void isDiagnosed(String name, Row row) throws Exception {
        JsonNode problem = DIAGNOSES.get(name).get();

        assertDiagnosed(problem, row.code, row.words);
        if (!row.upstream.isEmpty()) {
            assertThat(problem.path("upstreamCode").asText()).isEqualTo(row.upstream);
        }
    }

    @Test
    void listDeniedByARoleAtASecretIsToldApartFromReadDenied() {
        Trouble trouble = new Trouble();
        String credential =
                trouble.readsThrough(Map.of("azure", Map.of("vaultUrl", trouble.vaultWithRoleAtItsSecret())));

        JsonNode report = trouble.connection(credential, "openai-api-key");

        assertThat(report.toString()).contains("vault-list-denied").doesNotContain("vault-read-denied");
        assertThat(trouble.resolve().path("status").asText()).isEqualTo("resolved");
    }

    @Test
    void aVariableOfADefaultThatIsNotThereFindsNoCredential() {
        assertDiagnosed(Trouble.withoutCredential(), "credential-missing", "default true");
    }

    @Test
    void aPinnedVariableKeepsTheValueFromBeforeTheRotation() {
        Trouble trouble = new Trouble();
        String before = trouble.secretVersion("rotated", "before");
        trouble.readsPinned("rotated", before);
        String after = trouble.secretVersion("rotated", "after");

        JsonNode result = trouble.resolve();

        JsonNode line = Journey.manifest(result, Trouble.KEY);
        assertThat(line.path("version").asText()).isEqualTo(before);
        assertThat(line.path("version").asText()).isNotEqualTo(after);
    }

    /** One after another: they concern the issuer, which all tenants share. A refusal is remembered for a while, so each asks anew. */
    @Test
    void troubleWithTheIssuersKeysIsDiagnosed() throws Exception {
        RsaJsonWebKey other = RsaJwkGenerator.generateJwk(2048);
        other.setKeyId("another");
        Trouble owner = new Trouble();
        try {
            owner.issuerAnswers("/oauth2/jwks", 200, "{\"keys\":[" + other.toJson() + "]}");
            assertDiagnosed(new Trouble().diagnosis(), "signing-key-unknown", "kid");

            owner.issuerAnswers("/oauth2/jwks", 200, underTheirIds(other, owner.keyIds()));
            assertDiagnosed(new Trouble().diagnosis(), "assertion-signature", "kid");

            owner.issuerAnswers("/.well-known/openid-configuration", 503, "");
            assertDiagnosed(new Trouble().diagnosis(), "issuer-unreachable", "/.well-known/openid-configuration");
        } finally {
            owner.issuerAnswersAgain();
        }
        owner.reads("openai-api-key");
        assertThat(owner.resolve().path("status").asText()).isEqualTo("resolved");
    }

    private static String underTheirIds(RsaJsonWebKey key, List<String> ids) {
        StringBuilder keys = new StringBuilder();
        for (String id : ids) {
            key.setKeyId(id);
            keys.append(keys.isEmpty() ? "" : ",").append(key.toJson());
        }
        return "{\"keys\":[" + keys + "]}";
    }

    @Test
    void aCloudWhoseClockIsHoursAheadIsDiagnosed() {
        Trouble trouble = new Trouble();
        trouble.reads("openai-api-key");
        try {
            trouble.cloud("/clock", Map.of("offsetSeconds", 7200));
            JsonNode problem = trouble.diagnosis();
            assertThat(problem.path("type").asText())
                    .as(problem.toString())
                    .isIn("urn:bellhop:problem:assertion-time", "urn:bellhop:problem:clock-skewed");
            assertThat(problem.toString()).contains("clock");
        } finally {
            trouble.cloud("/clock", Map.of("offsetSeconds", 0));
        }
    }

    private static void assertDiagnosed(JsonNode problem, String code, String words) {
        assertThat(problem.path("type").asText()).as(problem.toString()).isEqualTo("urn:bellhop:problem:" + code);
        assertThat(problem.path("cause").asText()).isNotEmpty();
        assertThat(problem.path("cause").asText() + " " + problem.path("fix").asText())
                .contains(words);
    }
}
