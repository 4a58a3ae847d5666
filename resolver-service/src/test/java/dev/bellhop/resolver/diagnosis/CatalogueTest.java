package dev.bellhop.resolver.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueTest {
    private static final Path PAGE = Path.of("..", "docs", "errors.md");

    @ParameterizedTest
    @EnumSource(Reason.class)
    void everyReasonHasItsEntry(Reason reason) {
        Entry entry = Catalogue.entry(reason);

        assertThat(entry.title()).isNotBlank().doesNotEndWith(".");
        assertThat(entry.cause()).endsWith(".");
        assertThat(entry.fix()).isNotBlank();
    }

    @Test
    void titlesTellReasonsApart() {
        assertThat(Arrays.stream(Reason.values())
                        .map(reason -> Catalogue.entry(reason).title()))
                .doesNotHaveDuplicates();
    }

    @Test
    void fillsItsPlaceholders() {
        Diagnosis diagnosis = Diagnosis.of(
                Reason.SECRET_NOT_FOUND,
                "404 SecretNotFound",
                Map.of("secret", "openai-api-key", "version", "latest", "vault", "acme-kv"));

        assertThat(diagnosis.cause())
                .isEqualTo(
                        "Presented: secret openai-api-key, version latest. Expected: it in vault acme-kv; it was never made, is spelled otherwise, or is deleted.");
        assertThat(diagnosis.fix()).contains("az keyvault secret list --vault-name acme-kv --query [].name");
    }

    @Test
    void leavesAPlaceholderToTheReaderWhenNobodyKnowsIt() {
        assertThat(Diagnosis.of(Reason.SECRET_NOT_FOUND).fix()).contains("--vault-name <vault>");
    }

    @Test
    void toleratesFactsWithoutAValue() {
        Map<String, String> facts = new HashMap<>();
        facts.put("vault", null);

        assertThat(Diagnosis.of(Reason.SECRET_NOT_FOUND, null, facts).fix()).contains("<vault>");
    }

    @Test
    void mendsAManagedIdentityItsOwnWay() {
        Map<String, String> facts = Map.of("identity", "managed_identity", "subject", "organization:x");

        assertThat(Diagnosis.of(Reason.FEDERATED_SUBJECT_MISMATCH, null, facts).fix())
                .contains("az identity federated-credential create")
                .contains("--subject organization:x")
                .doesNotContain("az ad app");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x'; rm -rf / #",
                "x\"; y",
                "$(reboot)",
                "`reboot`",
                "a|b",
                "a&b",
                "a;b",
                "a\\b",
                "a\nb",
                "<b>",
                "a>b",
                "\u202e"
            })
    void aFactCanSayNothingInAShell(String fact) {
        String fix = Diagnosis.of(Reason.SECRET_NOT_FOUND, fact, Map.of("secret", fact, "vault", "v"))
                .toString();

        assertThat(fix).doesNotContain(fact).contains("?");
    }

    @Test
    void aFactIsCapped() {
        assertThat(Diagnosis.of(Reason.SECRET_NOT_FOUND, null, Map.of("secret", "s".repeat(5_000)))
                        .cause())
                .hasSizeLessThan(600);
    }

    @Test
    void aFactIsNoTemplate() {
        assertThat(Diagnosis.of(Reason.SECRET_NOT_FOUND, null, Map.of("secret", "$1 <vault>", "vault", "v"))
                        .cause())
                .contains("secret ?1 ?vault?,");
    }

    @Test
    void everyPlaceholderIsOneThatIsFilledOrExplainsItself() {
        Pattern placeholder = Pattern.compile("<([a-zA-Z]+)>");
        var known = new HashSet<>(Arrays.asList(
                "organization",
                "automation",
                "credential",
                "config",
                "suffix",
                "secret",
                "variable",
                "pointer",
                "tenant",
                "client",
                "authority",
                "resource",
                "scope",
                "issuer",
                "subject",
                "audience",
                "kid",
                "assertionExpires",
                "federatedName",
                "vault",
                "host",
                "version",
                "vaultTenant",
                "vaultResource",
                "correlationId",
                "settings",
                "document",
                "expected",
                "ours",
                "theirs",
                "proof",
                "graph",
                "arm",
                "vaultId",
                "principalId",
                "assignmentId",
                "egressAddress",
                "versionPath",
                // For the reader:
                "subscription",
                "resourceGroup",
                "identityName",
                "grant",
                "id"));
        for (Entry entry : Catalogue.entries()) {
            String text = entry.cause() + entry.fix() + entry.managed() + entry.request();
            var found =
                    placeholder.matcher(text).results().map(one -> one.group(1)).collect(Collectors.toSet());
            assertThat(known).as(entry.reason().name()).containsAll(found);
        }
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void aCommandStandsAsARequestToo(Reason reason) {
        Entry entry = Catalogue.entry(reason);

        boolean command = entry.fix().matches("(?s).*\\baz (?!rest)[a-z].*");

        assertThat(entry.request() != null).as(entry.fix()).isEqualTo(command);
    }

    @Test
    void theRequestSaysWhatTheCommandSays() {
        FixRequest request = Diagnosis.of(
                        Reason.FEDERATED_SUBJECT_MISMATCH,
                        "AADSTS700213",
                        Map.of(
                                "graph", "graph.microsoft.com",
                                "client", "22222222-2222-2222-2222-222222222222",
                                "federatedName", "bellhop-x",
                                "issuer", "https://issuer.example.com",
                                "subject", "organization:x",
                                "audience", "api://AzureADTokenExchange"))
                .fixRequest();

        assertThat(request.method()).isEqualTo("PATCH");
        assertThat(request.url())
                .isEqualTo(
                        "https://graph.microsoft.com/v1.0/applications(appId='22222222-2222-2222-2222-222222222222')/federatedIdentityCredentials(name='bellhop-x')");
        assertThat(request.headers())
                .containsOnly(Map.entry("Prefer", "create-if-missing"), Map.entry("Content-Type", "application/json"));
        assertThat(request.body().toString())
                .isEqualTo(
                        "{\"issuer\":\"https://issuer.example.com\",\"subject\":\"organization:x\",\"audiences\":[\"api://AzureADTokenExchange\"],\"description\":\"Bellhop\"}");
    }

    @Test
    void aFactCanSayNothingInAnAddress() {
        FixRequest request = Diagnosis.of(
                        Reason.SECRET_NOT_FOUND, null, Map.of("host", "v.vault.azure.net", "secret", "a?b#c/../d e"))
                .fixRequest();

        assertThat(request.url())
                .isEqualTo("https://v.vault.azure.net/deletedsecrets/a%3Fb%23c%2F..%2Fd%20e/recover?api-version=7.6");
    }

    @Test
    void aVaultNobodyNamedIsLeftToTheReader() {
        assertThat(Diagnosis.of(Reason.VAULT_PRIVATE, null, Map.of("arm", "management.azure.com", "vault", "kv"))
                        .fixRequest()
                        .url())
                .isEqualTo(
                        "https://management.azure.com/subscriptions/<subscription>/resourceGroups/<resourceGroup>/providers/Microsoft.KeyVault/vaults/kv?api-version=2023-07-01");
    }

    /** To make the page anew: {@code mvn -pl resolver-service test -Dtest=CatalogueTest -Dbellhop.docs.write=true}. */
    @Test
    void thePageIsMadeFromTheCatalogue() throws IOException {
        String page = ErrorsPage.text();
        if (Boolean.getBoolean("bellhop.docs.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE))
                .as("docs/errors.md; make it anew with -Dbellhop.docs.write=true")
                .isEqualTo(page);
    }
}
