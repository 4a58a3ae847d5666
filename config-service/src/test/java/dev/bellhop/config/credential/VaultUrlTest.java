package dev.bellhop.config.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VaultUrlTest {
    private static final Set<String> SUFFIXES = Set.of(".vault.azure.net", ".vault.corp.example");

    static Stream<Arguments> storesOneForm() {
        return Stream.of(
                argumentSet("as Azure shows it", "https://acme-kv.vault.azure.net/", "https://acme-kv.vault.azure.net"),
                argumentSet("bare", "https://acme-kv.vault.azure.net", "https://acme-kv.vault.azure.net"),
                argumentSet("with the port", "https://acme-kv.vault.azure.net:443", "https://acme-kv.vault.azure.net"),
                argumentSet("with both", "https://acme-kv.vault.azure.net:443/", "https://acme-kv.vault.azure.net"),
                argumentSet("in capitals", "HTTPS://ACME-KV.Vault.Azure.NET", "https://acme-kv.vault.azure.net"),
                argumentSet(
                        "of the operator's list", "https://kv1.vault.corp.example", "https://kv1.vault.corp.example"),
                argumentSet("of three letters", "https://abc.vault.azure.net", "https://abc.vault.azure.net"),
                argumentSet(
                        "of 24 letters",
                        "https://abcdefghijklmnopqrstuvwx.vault.azure.net",
                        "https://abcdefghijklmnopqrstuvwx.vault.azure.net"));
    }

    @ParameterizedTest
    @MethodSource
    void storesOneForm(String given, String stored) {
        assertThat(VaultUrl.judge(given, SUFFIXES).url()).isEqualTo(stored);
        assertThat(VaultUrl.judge(stored, SUFFIXES).url()).isEqualTo(stored);
    }

    static Stream<Arguments> refusesWhatIsNotPlainlyAVault() {
        return Stream.of(
                argumentSet("no scheme", "acme-kv.vault.azure.net", "https://"),
                argumentSet("plain http", "http://acme-kv.vault.azure.net", "https://"),
                argumentSet("another scheme", "file:///etc/passwd", "https://"),
                argumentSet("no slashes", "https:acme-kv.vault.azure.net", "https://"),
                argumentSet("user", "https://user@acme-kv.vault.azure.net", "no @"),
                argumentSet("vault as the user", "https://acme-kv.vault.azure.net@evil.example", "no @"),
                argumentSet("vault as user and password", "https://acme-kv.vault.azure.net:443@evil.example/", "no @"),
                argumentSet("another port", "https://acme-kv.vault.azure.net:8443", "port 443"),
                argumentSet("port 4430", "https://acme-kv.vault.azure.net:4430", "port 443"),
                argumentSet("an empty port", "https://acme-kv.vault.azure.net:", "port 443"),
                argumentSet("two ports", "https://acme-kv.vault.azure.net:443:443", "port 443"),
                argumentSet("a port of zeros before", "https://acme-kv.vault.azure.net:0443", "port 443"),
                argumentSet("a path", "https://acme-kv.vault.azure.net/secrets/x", "path"),
                argumentSet("two slashes", "https://acme-kv.vault.azure.net//", "path"),
                argumentSet("dots", "https://acme-kv.vault.azure.net/..", "path"),
                argumentSet("a query", "https://acme-kv.vault.azure.net?x", "query"),
                argumentSet("a query with a host", "https://evil.example?.vault.azure.net", "query"),
                argumentSet("a fragment", "https://acme-kv.vault.azure.net#x", "fragment"),
                argumentSet("a fragment with a host", "https://evil.example#.vault.azure.net", "fragment"),
                argumentSet("a backslash with a host", "https://evil.example\\.vault.azure.net", "path"),
                argumentSet("a path with a host", "https://evil.example/.vault.azure.net", "path"),
                argumentSet("loopback", "https://127.0.0.1", "not an address"),
                argumentSet("metadata", "https://169.254.169.254/", "not an address"),
                argumentSet("one number", "https://2130706433", "not an address"),
                argumentSet("hexadecimal", "https://0x7f000001", "not an address"),
                argumentSet("octal", "https://0177.0.0.1", "not an address"),
                argumentSet("IPv6", "https://[::1]", "not an address"),
                argumentSet("IPv6 with a zone", "https://[fe80::1%25eth0]/", "not an address"),
                argumentSet(
                        "an address before the suffix", "https://127.0.0.1.vault.azure.net", "one name followed by"),
                argumentSet("a dot at the end", "https://acme-kv.vault.azure.net.", "dot at its end"),
                argumentSet("a dot at the end and a slash", "https://acme-kv.vault.azure.net./", "dot at its end"),
                argumentSet("look-alike without the dot", "https://evilvault.azure.net", "one name followed by"),
                argumentSet(
                        "look-alike behind", "https://acme-kv.vault.azure.net.evil.example", "one name followed by"),
                argumentSet("look-alike letter", "https://acme-kv.v\u0430ult.azure.net", "plain letters"),
                argumentSet("wide letters", "https://acme-kv.vault.azure.net\uff0eevil.example", "plain letters"),
                argumentSet("a dotted capital I", "https://acme-kv.vault.azure.\u0130net", "plain letters"),
                argumentSet("a Kelvin sign", "https://acme-\u212av.vault.azure.net", "plain letters"),
                argumentSet("punycode", "https://xn--kv-fka.vault.azure.net", "single hyphens"),
                argumentSet("another domain", "https://evil.example", "one name followed by"),
                argumentSet("an inner name", "https://localhost", "one name followed by"),
                argumentSet("the suffix alone", "https://vault.azure.net", "one name followed by"),
                argumentSet("the suffix with its dot", "https://.vault.azure.net", "3 to 24"),
                argumentSet("a label more", "https://a.b.vault.azure.net", "one name followed by"),
                argumentSet("managed HSM", "https://acme.managedhsm.azure.net", "one name followed by"),
                argumentSet("another cloud", "https://acme-kv.vault.usgovcloudapi.net", "one name followed by"),
                argumentSet(
                        "private link name", "https://acme-kv.privatelink.vaultcore.azure.net", "one name followed by"),
                argumentSet("percent-encoded dot", "https://acme-kv%2evault.azure.net", "percent-encoded"),
                argumentSet("percent-encoded @", "https://evil.example%40acme-kv.vault.azure.net", "percent-encoded"),
                argumentSet("two letters", "https://ab.vault.azure.net", "3 to 24"),
                argumentSet("25 letters", "https://abcdefghijklmnopqrstuvwxy.vault.azure.net", "3 to 24"),
                argumentSet("a hyphen in front", "https://-acme.vault.azure.net", "single hyphens"),
                argumentSet("a hyphen behind", "https://acme-.vault.azure.net", "single hyphens"),
                argumentSet("two hyphens", "https://ac--me.vault.azure.net", "single hyphens"),
                argumentSet("an underscore", "https://acme_kv.vault.azure.net", "nothing else"),
                argumentSet("a blank in front", " https://acme-kv.vault.azure.net", "https://"),
                argumentSet("a blank behind", "https://acme-kv.vault.azure.net ", "without blanks"),
                argumentSet("a line break behind", "https://acme-kv.vault.azure.net\n", "without blanks"),
                argumentSet(
                        "a line break and a header", "https://acme-kv.vault.azure.net\r\nHost: evil", "without blanks"),
                argumentSet("a tab inside", "https://acme-kv\t.vault.azure.net", "without blanks"),
                argumentSet("NUL", "https://acme-kv.vault.azure.net\0.evil.example", "without blanks"),
                argumentSet("empty", "", "https://"),
                argumentSet("too long", "https://" + "a".repeat(300) + ".vault.azure.net", "255"));
    }

    @ParameterizedTest
    @MethodSource
    void refusesWhatIsNotPlainlyAVault(String given, String expected) {
        VaultUrl.Verdict verdict = VaultUrl.judge(given, SUFFIXES);
        assertThat(verdict.accepted()).isFalse();
        assertThat(verdict.url()).isNull();
        assertThat(verdict.refusal()).contains(expected);
    }

    @Test
    void takesAnOperatorsSuffixes() {
        assertThat(VaultUrl.suffixes(Set.of(".Vault.Corp.Example"))).containsExactly(".vault.corp.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vault.corp.example",
                ".example",
                ".",
                "",
                ".corp.example.",
                ".*.example",
                ".10.0",
                ".a b.example"
            })
    void stopsTheStartForWhatIsNoSuffix(String suffix) {
        assertThatThrownBy(() -> VaultUrl.suffixes(Set.of(suffix)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("bellhop.azure.extra-vault-suffixes")
                .hasMessageContaining("\"" + suffix + "\"");
    }
}
