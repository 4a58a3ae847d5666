package dev.bellhop.issuer.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.bellhop.issuer.fake.Keys;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RsaPemTest {
    private static final KeyPair PAIR = Keys.rsa(2048);
    private static final String PKCS8 = Keys.pkcs8(PAIR.getPrivate());
    private static final String PKCS1 = Keys.pem("RSA PRIVATE KEY", Keys.pkcs1(PAIR.getPrivate()));

    static Stream<Arguments> readsTheSameKeyInEverySpelling() {
        return Stream.of(
                argumentSet("PKCS#8", PKCS8),
                argumentSet("PKCS#1", PKCS1),
                argumentSet("PKCS#8 on one line with \\n", PKCS8.replace("\n", "\\n")),
                argumentSet("PKCS#1 on one line with \\n", PKCS1.replace("\n", "\\n")),
                argumentSet("with \\r\\n on one line", PKCS8.replace("\n", "\\r\\n")),
                argumentSet("Windows line ends", PKCS8.replace("\n", "\r\n")),
                argumentSet("one long Base64 line", PKCS8.replaceAll("(?<=[A-Za-z0-9+/=])\n(?=[A-Za-z0-9+/=])", "")),
                argumentSet("spaces around", "  \n" + PKCS8 + "\n\n "));
    }

    @ParameterizedTest
    @MethodSource
    void readsTheSameKeyInEverySpelling(String pem) throws Exception {
        SigningKey key = RsaPem.read(pem);

        assertThat(key.publicKey()).isEqualTo(PAIR.getPublic());
        assertThat(key.privateKey().getEncoded()).isEqualTo(PAIR.getPrivate().getEncoded());
    }

    static Stream<Arguments> refusesWhatCannotSignForUs() {
        byte[] der = PAIR.getPrivate().getEncoded();
        return Stream.of(
                argumentSet("too short", Keys.pkcs8(Keys.rsa(1024).getPrivate()), "1024 bits: expected at least 2048"),
                argumentSet("EC in PKCS#8", Keys.pkcs8(Keys.ec().getPrivate()), "is not an RSA key: found an EC key"),
                argumentSet("EC of its own", Keys.pem("EC PRIVATE KEY", new byte[8]), "is not an RSA key"),
                argumentSet(
                        "public half", Keys.pem("PUBLIC KEY", PAIR.getPublic().getEncoded()), "holds a PUBLIC KEY"),
                argumentSet("certificate", Keys.pem("CERTIFICATE", new byte[8]), "holds a CERTIFICATE"),
                argumentSet("encrypted PKCS#8", Keys.pem("ENCRYPTED PRIVATE KEY", new byte[8]), "is encrypted"),
                argumentSet(
                        "encrypted PKCS#1",
                        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n"
                                + "-----END RSA PRIVATE KEY-----",
                        "is encrypted"),
                argumentSet("cut off", Keys.pem("PRIVATE KEY", Arrays.copyOf(der, 700)), "cannot be read as an RSA"),
                argumentSet("empty block", Keys.pem("PRIVATE KEY", new byte[0]), "cannot be read as an RSA"),
                argumentSet("PKCS#8 called PKCS#1", Keys.pem("RSA PRIVATE KEY", der), "cannot be read as an RSA"),
                argumentSet("not Base64", PKCS8.replaceFirst("MII", "M?I"), "is not valid Base64"),
                argumentSet("two blocks", PKCS8 + PKCS8, "is not valid Base64"),
                argumentSet("two labels", PKCS8.replace("END PRIVATE", "END RSA PRIVATE"), "different PEM labels"),
                argumentSet("a path", "/run/secrets/key.pem", "is not one PEM block"),
                argumentSet("no end", "-----BEGIN PRIVATE KEY-----\nAAAA", "is not one PEM block"),
                argumentSet("text before it", "key: " + PKCS8, "is not one PEM block"));
    }

    @ParameterizedTest
    @MethodSource
    void refusesWhatCannotSignForUs(String pem, String why) {
        assertThatThrownBy(() -> RsaPem.read(pem))
                .isInstanceOf(RsaPem.Unusable.class)
                .hasMessageContaining(why);
    }
}
