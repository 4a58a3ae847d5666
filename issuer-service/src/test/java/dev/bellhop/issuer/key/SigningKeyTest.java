package dev.bellhop.issuer.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.issuer.fake.Keys;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SigningKeyTest {
    /** The example of RFC 7638, section 3.1. */
    private static final String MODULUS =
            "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjB"
                    + "ZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQv"
                    + "RL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";

    @Test
    void isNamedByTheThumbprintOfTheStandardsExample() throws Exception {
        assertThat(SigningKey.thumbprint(example())).isEqualTo("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    }

    @Test
    void publishesExactlyWhatEveryCloudTakes() throws Exception {
        SigningKey key = SigningKey.ofThumbprint(
                example(), (RSAPrivateKey) Keys.rsa(2048).getPrivate());

        assertThat(key.jwk())
                .isEqualTo(Map.of(
                        "kty", "RSA",
                        "use", "sig",
                        "alg", "RS256",
                        "kid", "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs",
                        "n", MODULUS,
                        "e", "AQAB"));
    }

    @Test
    void showsItsIdAndNothingElse() throws Exception {
        SigningKey key =
                new SigningKey("k1", example(), (RSAPrivateKey) Keys.rsa(2048).getPrivate());

        assertThat(key).hasToString("SigningKey[k1]");
        assertThat(SealedKey.of(key, new byte[] {1})).hasToString("SealedKey[k1]");
    }

    private static RSAPublicKey example() throws Exception {
        return (RSAPublicKey) KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(
                        new BigInteger(1, Base64.getUrlDecoder().decode(MODULUS)), BigInteger.valueOf(65537)));
    }
}
