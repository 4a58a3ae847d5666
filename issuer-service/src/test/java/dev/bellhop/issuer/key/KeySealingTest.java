package dev.bellhop.issuer.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.embedded.SealingKeyset;
import dev.bellhop.issuer.fake.Keys;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeySealingTest {
    @TempDir
    Path directory;

    private KeySealing sealing;
    private SigningKey key;

    @BeforeEach
    void makeKeyset() {
        sealing = KeySealing.load(SealingKeyset.create(directory.resolve("keyset.json")));
        key = signingKey(Keys.rsa(2048));
    }

    @Test
    void opensWhatItSealed() throws Exception {
        SigningKey opened = sealing.open(key.kid(), sealing.seal(key));

        assertThat(opened.kid()).isEqualTo(key.kid());
        assertThat(opened.publicKey()).isEqualTo(key.publicKey());
        assertThat(opened.privateKey().getEncoded()).isEqualTo(key.privateKey().getEncoded());
    }

    @Test
    void holdsNothingReadable() {
        byte[] sealed = sealing.seal(key);

        assertThat(sealed).isNotEqualTo(sealing.seal(key));
        String modulus = new String(key.publicKey().getModulus().toByteArray(), StandardCharsets.ISO_8859_1);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain(modulus);
    }

    @Test
    void doesNotOpenASealedHalfMovedToAnotherKey() {
        String other = signingKey(Keys.newRsa()).kid();

        assertThatThrownBy(() -> sealing.open(other, sealing.seal(key))).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void doesNotOpenAnAlteredHalf() {
        byte[] sealed = sealing.seal(key);
        sealed[sealed.length / 2] ^= 1;

        assertThatThrownBy(() -> sealing.open(key.kid(), sealed)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void doesNotOpenUnderAnotherKeyset() {
        KeySealing other = KeySealing.load(SealingKeyset.create(directory.resolve("other.json")));

        assertThatThrownBy(() -> other.open(key.kid(), sealing.seal(key))).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void refusesAKeyThatIsNotTheOneItIsNamedAfter() {
        SigningKey misnamed = new SigningKey("x".repeat(43), key.publicKey(), key.privateKey());

        assertThatThrownBy(() -> sealing.open(misnamed.kid(), sealing.seal(misnamed)))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessage("the private half belongs to key " + key.kid());
    }

    @Test
    void stopsTheStartIfTheKeysetIsNone() throws Exception {
        Path nonsense = Files.writeString(directory.resolve("nonsense.json"), "{\"key\":[]}");

        assertThatThrownBy(() -> KeySealing.load(nonsense))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "bellhop.sealing.keyset-file names " + nonsense + ", which is not a Tink AEAD keyset in JSON");
        assertThatThrownBy(() -> KeySealing.load(directory.resolve("missing.json")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageEndingWith("which cannot be read: NoSuchFileException");
    }

    private static SigningKey signingKey(KeyPair pair) {
        return SigningKey.ofThumbprint((RSAPublicKey) pair.getPublic(), (RSAPrivateKey) pair.getPrivate());
    }
}
