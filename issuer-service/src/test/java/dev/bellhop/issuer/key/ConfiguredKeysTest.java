package dev.bellhop.issuer.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.bellhop.issuer.fake.Keys;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfiguredKeysTest {
    private static final KeyPair SIGNING = Keys.rsa(2048);
    private static final KeyPair OTHER = Keys.newRsa();
    private static final KeyPair THIRD = Keys.newRsa();

    @Test
    void publishesThePreviousTheSigningAndTheNextKeys() {
        ConfiguredKeys keys =
                read(Map.of("previous-public-keys", spki(OTHER), "next-public-keys", jwks("autumn", THIRD)));

        assertThat(keys.current().published().keys())
                .extracting(PublishedKey::kid)
                .containsExactly(thumbprint(OTHER), thumbprint(SIGNING), "autumn");
        assertThat(keys.current().signing().orElseThrow().signing().kid()).isEqualTo(thumbprint(SIGNING));
        assertThat(keys.announced()).isFalse();
    }

    @Test
    void takesSeveralPemBlocksOnOneLineInEitherForm() {
        String pkcs1 = Keys.pem("RSA PUBLIC KEY", pkcs1(OTHER));

        ConfiguredKeys keys = read(Map.of("next-public-keys", (pkcs1 + spki(THIRD)).replace("\n", "\\n")));

        assertThat(keys.next()).extracting(PublishedKey::kid).containsExactly(thumbprint(OTHER), thumbprint(THIRD));
    }

    @Test
    void takesTheKeySetThatTheServiceServes() {
        String served = "{\"keys\":[" + JsonUtil.toJson(published("a", OTHER).jwk()) + ","
                + JsonUtil.toJson(published("b", THIRD).jwk()) + "]}";

        assertThat(read(Map.of("previous-public-keys", served)).previous())
                .extracting(PublishedKey::kid)
                .containsExactly("a", "b");
    }

    @Test
    void aSigningKeyThatIsAmongTheNextOnesWasAnnouncedAndIsPublishedOnce() {
        ConfiguredKeys keys = read(Map.of("next-public-keys", spki(SIGNING) + spki(OTHER)));

        assertThat(keys.announced()).isTrue();
        assertThat(keys.current().published().keys())
                .extracting(PublishedKey::kid)
                .containsExactly(thumbprint(SIGNING), thumbprint(OTHER));
    }

    static Stream<Arguments> stopsTheStartWithOneSentenceThatNamesTheSetting() {
        return Stream.of(
                argumentSet(
                        "one id for two keys",
                        Map.of("key-id", "spring", "previous-public-keys", jwks("spring", OTHER)),
                        "OIDC_PRIVATE_KEY has a key with the id spring, which another key has already: one key id must stand for one key"),
                argumentSet(
                        "the same among the next ones",
                        Map.of("key-id", "spring", "next-public-keys", jwks("spring", OTHER)),
                        "OIDC_NEXT_PUBLIC_KEYS has a key with the id spring, which another key has already: one key id must stand for one key"),
                argumentSet(
                        "four keys",
                        Map.of("next-public-keys", spki(OTHER) + spki(THIRD) + spki(Keys.newRsa())),
                        "OIDC_NEXT_PUBLIC_KEYS and OIDC_PREVIOUS_PUBLIC_KEYS come to 4 keys with the one that signs: expected at most 3"),
                argumentSet(
                        "short",
                        Map.of("next-public-keys", spki(Keys.rsa(1024))),
                        "OIDC_NEXT_PUBLIC_KEYS holds an RSA key of 1024 bits: expected at least 2048"),
                argumentSet(
                        "elliptic",
                        Map.of("next-public-keys", spki(Keys.ec())),
                        "OIDC_NEXT_PUBLIC_KEYS holds a key that cannot be read as an RSA public key"),
                argumentSet(
                        "private PEM",
                        Map.of("previous-public-keys", Keys.pkcs8(OTHER.getPrivate())),
                        "OIDC_PREVIOUS_PUBLIC_KEYS holds a private key: expected public keys"),
                argumentSet(
                        "private JWK",
                        Map.of(
                                "previous-public-keys",
                                "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"x\",\"e\":\"AQAB\",\"d\":\"x\"}]}"),
                        "OIDC_PREVIOUS_PUBLIC_KEYS holds a private key: expected public keys"),
                argumentSet(
                        "not RSA",
                        Map.of("previous-public-keys", "{\"keys\":[{\"kty\":\"EC\"}]}"),
                        "OIDC_PREVIOUS_PUBLIC_KEYS holds a key that is not of \"kty\":\"RSA\""),
                argumentSet(
                        "no keys",
                        Map.of("previous-public-keys", "{\"keys\":[]}"),
                        "OIDC_PREVIOUS_PUBLIC_KEYS is not a JSON Web Key Set: expected {\"keys\":[...]} with a key or more"),
                argumentSet(
                        "half a set",
                        Map.of("previous-public-keys", "{\"keys\":["),
                        "OIDC_PREVIOUS_PUBLIC_KEYS is not valid JSON"),
                argumentSet(
                        "a certificate",
                        Map.of("next-public-keys", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"),
                        "OIDC_NEXT_PUBLIC_KEYS holds a CERTIFICATE: expected PUBLIC KEY or RSA PUBLIC KEY"),
                argumentSet(
                        "something behind",
                        Map.of("next-public-keys", spki(OTHER) + "x"),
                        "OIDC_NEXT_PUBLIC_KEYS is neither a JSON Web Key Set nor a row of PEM blocks"
                                + " (-----BEGIN PUBLIC KEY----- to -----END PUBLIC KEY-----) and nothing else"));
    }

    @ParameterizedTest
    @MethodSource
    void stopsTheStartWithOneSentenceThatNamesTheSetting(Map<String, String> settings, String sentence) {
        assertThatThrownBy(() -> read(settings))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(sentence);
    }

    @Test
    void anImportTakesOneKeyUnderItsThumbprint() {
        assertThat(ImportedKey.read(config(Map.of())).kid()).isEqualTo(thumbprint(SIGNING));
        assertThatThrownBy(() -> ImportedKey.read(config(Map.of("key-id", "spring"))))
                .hasMessage("bellhop.keys.import-configured takes a key under its thumbprint " + thumbprint(SIGNING)
                        + " only, and OIDC_KEY_ID names it otherwise: announce and use it under that name first");
        assertThatThrownBy(() -> ImportedKey.read(config(Map.of("previous-public-keys", spki(OTHER)))))
                .hasMessageStartingWith("bellhop.keys.import-configured takes one key: remove OIDC_NEXT_PUBLIC_KEYS");
    }

    private static ConfiguredKeys read(Map<String, String> settings) {
        return ConfiguredKeys.read(config(settings));
    }

    private static ConfiguredKeyConfig config(Map<String, String> settings) {
        Map<String, String> prefixed = new HashMap<>();
        prefixed.put("oidc.private-key", Keys.pkcs8(SIGNING.getPrivate()));
        settings.forEach((name, value) -> prefixed.put("oidc." + name, value));
        return new SmallRyeConfigBuilder()
                .withMapping(ConfiguredKeyConfig.class)
                .withDefaultValues(prefixed)
                .build()
                .getConfigMapping(ConfiguredKeyConfig.class);
    }

    private static String spki(KeyPair pair) {
        return Keys.pem("PUBLIC KEY", pair.getPublic().getEncoded());
    }

    /** The RSAPublicKey that SubjectPublicKeyInfo wraps: behind 24 bytes of algorithm and lengths, for keys of 2048 bits. */
    private static byte[] pkcs1(KeyPair pair) {
        byte[] spki = pair.getPublic().getEncoded();
        return Arrays.copyOfRange(spki, 24, spki.length);
    }

    private static String jwks(String kid, KeyPair pair) {
        return "{\"keys\":[" + JsonUtil.toJson(published(kid, pair).jwk()) + "]}";
    }

    private static PublishedKey published(String kid, KeyPair pair) {
        return new PublishedKey(kid, (RSAPublicKey) pair.getPublic());
    }

    private static String thumbprint(KeyPair pair) {
        return PublishedKey.thumbprint((RSAPublicKey) pair.getPublic());
    }
}
