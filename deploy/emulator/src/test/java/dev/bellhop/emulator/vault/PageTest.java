package dev.bellhop.emulator.vault;

import static dev.bellhop.emulator.vault.VaultFixture.code;
import static dev.bellhop.emulator.vault.VaultFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.emulator.conformance.Area;
import dev.bellhop.emulator.conformance.Emulates;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
    private static final String ORIGIN = "https://acme-kv.vault.azure.net:443";
    private final VaultFixture fixture = new VaultFixture();

    @BeforeEach
    void allow() {
        fixture.allow(Role.SECRETS_USER);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "25, 1", "26, 2", "50, 2", "51, 3"})
    @Emulates(area = Area.LISTS, value = "pages of up to 25 (maxresults)")
    void pagesBy25(int secrets, int pages) {
        fill(secrets);

        List<List<String>> read = pages("/secrets?api-version=7.6");

        assertThat(read).hasSize(pages);
        assertThat(read.stream().flatMap(List::stream)).hasSize(secrets).doesNotHaveDuplicates();
    }

    @Test
    @Emulates(area = Area.LISTS, value = "nextLink with :443 and $skiptoken")
    void writesTheNextLinkAsTheServiceDoes() {
        fill(3);
        JsonNode page = json(fixture.get("/secrets/?api-version=7.4&maxresults=2"));

        assertThat(page.path("value")).hasSize(2);
        assertThat(page.path("nextLink").asText())
                .matches(
                        "https://acme-kv\\.vault\\.azure\\.net:443/secrets\\?api-version=7\\.4&\\$skiptoken=[\\w-]+&maxresults=2");
        assertThat(json(fixture.get("/secrets")).path("nextLink").isNull()).isTrue();
    }

    @Test
    @Emulates(area = Area.LISTS, value = "stable while secrets come and go")
    void neitherRepeatsNorHidesWhenSecretsComeAndGoMeanwhile() {
        fill(4);
        String next = json(fixture.get("/secrets?api-version=7.6&maxresults=2"))
                .path("nextLink")
                .asText();
        fixture.vault.secrets().remove("s-01", fixture.clock.instant());
        fixture.vault.secrets().put("a-new", "v", SecretAttributes.PLAIN, fixture.clock.instant());

        assertThat(names(json(fixture.get(next.substring(ORIGIN.length()))))).containsExactly("s-02", "s-03");
    }

    @Test
    @Emulates(area = Area.LISTS, value = "secrets: base ids, no values")
    void listsBaseIdsAndNeverAValue() {
        fill(1);
        JsonNode item = json(fixture.get("/secrets")).path("value").path(0);

        assertThat(item.path("id").asText()).isEqualTo("https://acme-kv.vault.azure.net/secrets/s-00");
        assertThat(item.has("value")).isFalse();
        assertThat(item.path("attributes").path("enabled").asBoolean()).isTrue();
    }

    @Test
    @Emulates(area = Area.LISTS, value = "versions of a secret")
    void listsVersionsWithTheirIds() {
        IntStream.range(0, 30)
                .forEach(i -> fixture.vault.secrets().put("a", "v", SecretAttributes.PLAIN, fixture.clock.instant()));

        List<List<String>> read = pages("/secrets/a/versions?api-version=7.6");

        assertThat(read).hasSize(2);
        assertThat(read.stream().flatMap(List::stream))
                .hasSize(30)
                .doesNotHaveDuplicates()
                .allMatch(version -> version.matches("[0-9a-f]{32}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"maxresults=0", "maxresults=26", "maxresults=x", "$skiptoken=***", "$skiptoken=YWJj"})
    void refusesPagesThatCannotBe(String query) {
        assertThat(code(fixture.get("/secrets?api-version=7.6&" + query))).isEqualTo("BadParameter");
    }

    private void fill(int secrets) {
        IntStream.range(0, secrets)
                .forEach(i -> fixture.vault
                        .secrets()
                        .put("s-%02d".formatted(i), "v", SecretAttributes.PLAIN, fixture.clock.instant()));
    }

    private List<List<String>> pages(String target) {
        List<List<String>> pages = new ArrayList<>();
        String next = target;
        while (next != null) {
            JsonNode page = json(fixture.get(next));
            pages.add(names(page));
            next = page.path("nextLink").isNull()
                    ? null
                    : page.path("nextLink").asText().substring(ORIGIN.length());
        }
        return pages;
    }

    private static List<String> names(JsonNode page) {
        List<String> names = new ArrayList<>();
        page.path("value").forEach(item -> names.add(item.path("id").asText().replaceAll(".*/", "")));
        return names;
    }
}
