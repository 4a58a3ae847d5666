package dev.bellhop.resolver.store.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.resolver.exchange.AzureCloud;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tricks after "Guidance for applications using the Key Vault libraries" (Azure SDK blog). */
class VaultUrlTest {
    @ParameterizedTest
    @CsvSource({
        "https://acme-kv.vault.azure.net, PUBLIC, acme-kv.vault.azure.net",
        "https://acme-kv.vault.azure.net/, PUBLIC, acme-kv.vault.azure.net",
        "https://acme-kv.vault.azure.net:443, PUBLIC, acme-kv.vault.azure.net",
        "https://acme-kv.vault.azure.net:443/, PUBLIC, acme-kv.vault.azure.net",
        "HTTPS://ACME-KV.Vault.Azure.Net/, PUBLIC, acme-kv.vault.azure.net",
        "https://a1b.vault.azure.net, PUBLIC, a1b.vault.azure.net",
        "https://a23456789012345678901234.vault.azure.net, PUBLIC, a23456789012345678901234.vault.azure.net",
        "https://acme-kv.vault.usgovcloudapi.net, USGOV, acme-kv.vault.usgovcloudapi.net",
        "https://acme-kv.vault.azure.cn, CHINA, acme-kv.vault.azure.cn"
    })
    void readsAVaultsUrl(String text, AzureCloud cloud, String host) {
        assertThat(VaultUrl.parse(text, cloud, Set.of())).map(VaultUrl::host).contains(host);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "acme-kv.vault.azure.net",
                "http://acme-kv.vault.azure.net",
                "https://evilvault.azure.net",
                "https://vault.azure.net",
                "https://.vault.azure.net",
                "https://a.b.vault.azure.net",
                "https://acme-kv.vault.azure.net.evil.example",
                "https://acme-kv.vault.azure.net.",
                "https://acme-kv.vault.azure.net@evil.example",
                "https://evil.example@acme-kv.vault.azure.net",
                "https://user:pass@acme-kv.vault.azure.net",
                "https://evil.example/acme-kv.vault.azure.net",
                "https://evil.example#acme-kv.vault.azure.net",
                "https://evil.example#.vault.azure.net",
                "https://evil.example?.vault.azure.net",
                "https://evil.example\\.vault.azure.net",
                "https://evil.example\\@acme-kv.vault.azure.net",
                "https://acme-kv.vault.azure.net\\@evil.example",
                "https://acme-kv.vault.azure.net:8443",
                "https://acme-kv.vault.azure.net:0443",
                "https://acme-kv.vault.azure.net:443:443",
                "https://acme-kv.vault.azure.net/secrets",
                "https://acme-kv.vault.azure.net//",
                "https://acme-kv.vault.azure.net/?x=1",
                "https://acme-kv.vault.azure.net#",
                " https://acme-kv.vault.azure.net",
                "https://acme-kv.vault.azure.net ",
                "https://acme-kv.vault.azure.net\n",
                "https://acme-kv.vault.azure.net\r\nX: y",
                "https://acme-kv.vault.azure.net%00",
                "https://acme%2dkv.vault.azure.net",
                "https://127.0.0.1",
                "https://[::1]",
                "https://169.254.169.254/metadata",
                "https://localhost",
                "https://2130706433",
                "https://ab.vault.azure.net",
                "https://a234567890123456789012345.vault.azure.net",
                "https://-acme.vault.azure.net",
                "https://acme-.vault.azure.net",
                "https://ac--me.vault.azure.net",
                "https://acme_kv.vault.azure.net",
                "https://acme-kv.vaultxazure.net",
                "https://acme-kv.managedhsm.azure.net",
                "https://acme-kv.privatelink.vaultcore.azure.net",
                "https://acme-kv.vault.azure.cn",
                "https://acme\u2024kv.vault.azure.net",
                "https://acme\u212a.vault.azure.net",
                "https://acme-kv\u3002vault.azure.net",
                "https://\u0430cme-kv.vault.azure.net",
                "file:///etc/passwd"
            })
    void refusesEverythingElse(String text) {
        assertThat(VaultUrl.parse(text, AzureCloud.PUBLIC, Set.of(".vault.corp.example")))
                .isEmpty();
    }

    @Test
    void anOperatorsSuffixIsNoClouds() {
        Set<String> extra = VaultUrl.suffixes(List.of(".Vault.Corp-1.example"));

        assertThat(VaultUrl.parse("https://acme-kv.vault.corp-1.example/", AzureCloud.PUBLIC, extra))
                .contains(new VaultUrl("acme-kv.vault.corp-1.example", "acme-kv", false));
        assertThat(VaultUrl.parse("https://acme-kv.vault.azure.net", AzureCloud.PUBLIC, extra))
                .map(VaultUrl::ofCloud)
                .contains(true);
        assertThat(VaultUrl.parse("https://a.acme-kv.vault.corp-1.example", AzureCloud.PUBLIC, extra))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                ".com",
                "vault.corp.example",
                ".vault..example",
                ".vault.example.",
                ".10.0.0.1",
                ".a b.example",
                ".*.example"
            })
    void whatIsNoSuffixStopsTheStart(String suffix) {
        assertThatThrownBy(() -> VaultUrl.suffixes(List.of(suffix)))
                .hasMessageContaining("bellhop.azure.extra-vault-suffixes");
    }

    @Test
    void buildsTheAddressFromItsParts() {
        VaultUrl vault = VaultUrl.parse("https://ACME-kv.vault.azure.net:443/", AzureCloud.PUBLIC, Set.of())
                .orElseThrow();

        assertThat(vault.name()).isEqualTo("acme-kv");
        assertThat(vault.secret("openai-api-key", Optional.empty(), "7.6"))
                .hasToString("https://acme-kv.vault.azure.net/secrets/openai-api-key?api-version=7.6");
        assertThat(vault.secret("openai-api-key", Optional.of("4387e9f3"), "7.4"))
                .hasToString("https://acme-kv.vault.azure.net/secrets/openai-api-key/4387e9f3?api-version=7.4");
    }
}
