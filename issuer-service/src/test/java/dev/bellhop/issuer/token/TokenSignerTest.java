package dev.bellhop.issuer.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.issuer.key.SigningKey;
import dev.bellhop.issuer.key.TestKeys;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Read back by another library, which knows the standard by itself. */
class TokenSignerTest {
    private final TokenSigner signer = new TokenSigner();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "ab",
                "abc",
                "\"quoted\"",
                "back\\slash",
                "a/b",
                "tab\tline\n",
                "\u0001",
                "ümläut",
                "\u2028",
                "\ud83d\ude00"
            })
    void writesWhateverAClaimHolds(String text) throws Exception {
        Map<String, Object> claims = Map.of("text", text, "number", 1790000000L, "object", Map.of("jkt", text));

        assertThat(verified(signer.sign(claims, TestKeys.one()), TestKeys.one()))
                .isEqualTo(claims);
    }

    @Test
    void writesTheHeaderOfTheKeyInUse() throws Exception {
        for (SigningKey key : List.of(TestKeys.one(), TestKeys.two(), TestKeys.one())) {
            String token = signer.sign(Map.of("sub", "x"), key);

            assertThat(part(token, 0)).isEqualTo("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"" + key.kid() + "\"}");
            assertThat(verified(token, key)).containsEntry("sub", "x");
        }
    }

    @Test
    void writesNoPadding() {
        assertThat(IntStream.range(0, 6).mapToObj(i -> signer.sign(Map.of("x", "y".repeat(i)), TestKeys.one())))
                .allSatisfy(token -> assertThat(token).matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{342}"));
    }

    /** While a ring changes, tokens of both keys are signed at once. */
    @Test
    void neverMixesTwoKeys() {
        List<SigningKey> keys = List.of(TestKeys.one(), TestKeys.two());

        assertThat(IntStream.range(0, 200).parallel().allMatch(i -> {
                    SigningKey key = keys.get(i % 2);
                    return part(signer.sign(Map.of("i", i), key), 0).contains("\"" + key.kid() + "\"");
                }))
                .isTrue();
    }

    private static Map<String, Object> verified(String token, SigningKey key) throws Exception {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setCompactSerialization(token);
        jws.setKey(publicKey(key));
        assertThat(jws.verifySignature()).isTrue();
        return JwtClaims.parse(jws.getPayload()).getClaimsMap();
    }

    private static java.security.PublicKey publicKey(SigningKey key) throws JoseException {
        return PublicJsonWebKey.Factory.newPublicJwk(key.jwk()).getPublicKey();
    }

    private static String part(String token, int index) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]), StandardCharsets.UTF_8);
    }
}
