package dev.bellhop.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctJwkGenerator;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which published keys are used, and for which algorithms. */
class JsonWebKeysTest {
    private static final Map<String, Object> RSA = TestIssuer.publicJwk(TestIssuer.RSA);
    private static final Map<String, Object> P256 = TestIssuer.publicJwk(TestIssuer.P256);

    static Stream<Arguments> usable() {
        return Stream.of(
                argumentSet("RSA", RSA, List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512")),
                argumentSet("RSA for RS256", with(RSA, "alg", "RS256"), List.of("RS256")),
                argumentSet("RSA for PS384", with(RSA, "alg", "PS384"), List.of("PS384")),
                argumentSet("P-256", P256, List.of("ES256")),
                argumentSet("P-384", TestIssuer.publicJwk(TestIssuer.P384), List.of("ES384")),
                argumentSet("for signatures", with(RSA, "use", "sig", "alg", "RS256"), List.of("RS256")),
                argumentSet("of a SPIFFE bundle, for JWTs", with(P256, "use", "jwt-svid"), List.of("ES256")),
                argumentSet("for verifying", with(P256, "key_ops", List.of("verify")), List.of("ES256")),
                argumentSet(
                        "with a certificate, which is not read",
                        with(P256, "x5c", List.of("no certificate")),
                        List.of("ES256")),
                argumentSet("with members nobody knows", with(P256, "issuer", "x", "x-y", 1), List.of("ES256")));
    }

    @ParameterizedTest
    @MethodSource
    void usable(Map<String, Object> jwk, List<String> algorithms) throws IOException {
        assertThat(parse(jwk).keys())
                .singleElement()
                .satisfies(key -> assertThat(key.algorithms()).containsExactlyInAnyOrderElementsOf(algorithms));
    }

    static Stream<Arguments> unusable() throws JoseException {
        Map<String, Object> withoutY = with(P256);
        withoutY.remove("y");
        return Stream.of(
                argumentSet("RSA of 1024 bits", TestIssuer.publicJwk(TestIssuer.rsa("small", 1024))),
                argumentSet("RSA of 8200 bits", with(RSA, "n", TestIssuer.encode(TestBytes.filled(1025, 0xff)))),
                argumentSet("RSA with exponent 1", with(RSA, "e", "AQ")),
                argumentSet("RSA with an even exponent", with(RSA, "e", "BA")),
                argumentSet("RSA with a vast exponent", with(RSA, "e", TestIssuer.encode(TestBytes.filled(256, 0xff)))),
                argumentSet("RSA without modulus", with(RSA, "n", "")),
                argumentSet("RSA with a number for a modulus", with(RSA, "n", 5)),
                argumentSet("P-521", TestIssuer.publicJwk(EcJwkGenerator.generateJwk(EllipticCurves.P521))),
                argumentSet("secp256k1", with(P256, "crv", "secp256k1")),
                argumentSet("P-256's point on P-384", with(P256, "crv", "P-384")),
                argumentSet("a point off the curve", with(P256, "x", P256.get("y"))),
                argumentSet("the point (0, 0)", with(P256, "x", "AA", "y", "AA")),
                argumentSet("half a point", withoutY),
                argumentSet("Ed25519", Map.of("kty", "OKP", "crv", "Ed25519", "x", P256.get("x"))),
                argumentSet(
                        "a secret",
                        OctJwkGenerator.generateJwk(256).toParams(JsonWebKey.OutputControlLevel.INCLUDE_SYMMETRIC)),
                argumentSet(
                        "an RSA key with its private part",
                        TestIssuer.RSA.toParams(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE)),
                argumentSet("for encryption", with(RSA, "use", "enc")),
                argumentSet("of a SPIFFE bundle, for certificates", with(RSA, "use", "x509-svid")),
                argumentSet("use of another type", with(RSA, "use", 1)),
                argumentSet("for signing", with(RSA, "key_ops", List.of("sign"))),
                argumentSet("key_ops a text", with(RSA, "key_ops", "verify")),
                argumentSet("an RSA key called ES256", with(RSA, "alg", "ES256")),
                argumentSet("a P-256 key called ES384", with(P256, "alg", "ES384")),
                argumentSet("an RSA key for encryption by alg", with(RSA, "alg", "RSA-OAEP")),
                argumentSet("a key called HS256", with(RSA, "alg", "HS256")),
                argumentSet("a key called none", with(RSA, "alg", "none")),
                argumentSet("alg a list", with(RSA, "alg", List.of("RS256"))),
                argumentSet("kid a number", with(RSA, "kid", 7)),
                argumentSet("kty missing", Map.of("kid", "x")),
                argumentSet("kty in small letters", with(RSA, "kty", "rsa")),
                argumentSet("nothing", Map.of()));
    }

    @ParameterizedTest
    @MethodSource
    void unusable(Map<String, Object> jwk) throws IOException {
        assertThatThrownBy(() -> parse(jwk)).isInstanceOf(IOException.class).hasMessageContaining("none of its 1 keys");

        assertThat(parse(jwk, P256).keys()).as("the others are used").hasSize(1);
    }

    static Stream<Arguments> noKeySet() {
        return Stream.of(
                        "",
                        "{}",
                        "[]",
                        "null",
                        "\"keys\"",
                        "{\"keys\":{}}",
                        "{\"keys\":null}",
                        "{\"keys\":[]}",
                        "{\"keys\":[null]}",
                        "{\"keys\":[[]]}",
                        "{\"keys\":[1,\"x\"]}",
                        "<!DOCTYPE html><html></html>",
                        "{\"keys\":[",
                        JsonUtil.toJson(Map.of("keys", List.of(RSA))) + "x",
                        JsonUtil.toJson(RSA),
                        "{\"keys\":[],\"keys\":[" + JsonUtil.toJson(RSA) + "]}",
                        "{\"keys\":" + "[".repeat(100_000))
                .map(text -> argumentSet("text " + text.substring(0, Math.min(30, text.length())), text));
    }

    @ParameterizedTest
    @MethodSource
    void noKeySet(String text) {
        assertThatThrownBy(() -> JsonWebKeys.parse(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aTokenWithoutKidFindsTheOnlyKeyThatFits() throws IOException {
        JsonWebKeys keys = parse(RSA, P256);

        assertThat(keys.find(Optional.empty(), "ES256"))
                .get()
                .extracting(VerificationKey::kid)
                .isEqualTo(Optional.of("p256-1"));
        assertThat(keys.find(Optional.empty(), "ES384")).isEmpty();
        assertThat(parse(RSA, TestIssuer.publicJwk(TestIssuer.OTHER_RSA)).find(Optional.empty(), "RS256"))
                .isEmpty();
    }

    @Test
    void aKeyWithoutKidIsNeverTheOneATokenNames() throws IOException {
        Map<String, Object> nameless = with(RSA);
        nameless.remove("kid");

        assertThat(parse(nameless).find(Optional.of("rsa-1"), "RS256")).isEmpty();
        assertThat(parse(nameless).find(Optional.empty(), "RS256")).isPresent();
    }

    @Test
    void twoKeysOfOneNameAreToldApartByAlgorithm() throws IOException {
        JsonWebKeys keys = parse(RSA, with(P256, "kid", "rsa-1"));

        assertThat(keys.find(Optional.of("rsa-1"), "ES256"))
                .get()
                .extracting(VerificationKey::kid)
                .isEqualTo(Optional.of("rsa-1"));
        assertThat(keys.find(Optional.of("rsa-1"), "RS256")).isPresent();
    }

    @SafeVarargs
    private static JsonWebKeys parse(Map<String, Object>... jwks) throws IOException {
        return JsonWebKeys.parse(JsonUtil.toJson(Map.of("keys", List.of(jwks))).getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> with(Map<String, Object> jwk, Object... members) {
        Map<String, Object> changed = new LinkedHashMap<>(jwk);
        for (int i = 0; i < members.length; i += 2) {
            changed.put((String) members[i], members[i + 1]);
        }
        return changed;
    }
}
