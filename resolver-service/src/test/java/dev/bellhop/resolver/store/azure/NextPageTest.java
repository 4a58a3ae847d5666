package dev.bellhop.resolver.store.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.bellhop.resolver.exchange.AzureCloud;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Key Vault's {@code nextLink}, with which a token goes along. */
class NextPageTest {
    private static final VaultUrl VAULT = VaultUrl.parse("https://acme-kv.vault.azure.net", AzureCloud.PUBLIC, Set.of())
            .orElseThrow();
    private static final String QUERY = "api-version=7.6&$skiptoken=eyJOZXh0TWFya2VyIjoi%3D&maxresults=25";

    static Stream<Arguments> staysAtTheVault() {
        return Stream.of(
                argumentSet(
                        "as documented, with the port", "https://acme-kv.vault.azure.net:443/secrets?" + QUERY, QUERY),
                argumentSet("without it", "https://ACME-kv.vault.azure.net/secrets?" + QUERY, QUERY),
                argumentSet("none", "", null),
                argumentSet("another host", "https://evil.example/secrets?" + QUERY, null),
                argumentSet("another vault", "https://other-kv.vault.azure.net/secrets?" + QUERY, null),
                argumentSet("a host before it", "https://acme-kv.vault.azure.net@evil.example/secrets?" + QUERY, null),
                argumentSet("another port", "https://acme-kv.vault.azure.net:8443/secrets?" + QUERY, null),
                argumentSet("no TLS", "http://acme-kv.vault.azure.net/secrets?" + QUERY, null),
                argumentSet("another path", "https://acme-kv.vault.azure.net/keys?" + QUERY, null),
                argumentSet("a line break", "https://acme-kv.vault.azure.net/secrets?a=b\r\nX: y", null),
                argumentSet("a broken escape", "https://acme-kv.vault.azure.net/secrets?a=%zz", null));
    }

    @ParameterizedTest
    @MethodSource
    void staysAtTheVault(String link, String expectedQuery) {
        assertThat(VAULT.nextPage(link).map(Object::toString).orElse(null))
                .isEqualTo(expectedQuery == null ? null : "https://acme-kv.vault.azure.net/secrets?" + expectedQuery);
    }
}
