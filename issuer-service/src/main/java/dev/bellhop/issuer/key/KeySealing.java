package dev.bellhop.issuer.key;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;

/**
 * Private halves at rest: PKCS#8, sealed by a Tink AEAD with the key id as associated data, so that a sealed half copied into another row
 * does not open. The public half is always derived from the private one: a row altered or added by someone without the keyset is refused.
 */
final class KeySealing {
    private final Aead aead;

    KeySealing(Aead aead) {
        this.aead = aead;
    }

    /** Reads the keyset; a file that is none stops the start. */
    static KeySealing load(Path keysetFile) {
        try {
            AeadConfig.register();
            return new KeySealing(
                    TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(keysetFile), InsecureSecretKeyAccess.get())
                            .getPrimitive(RegistryConfiguration.get(), Aead.class));
        } catch (IOException unreadable) {
            throw new ConfigurationException("bellhop.sealing.keyset-file names " + keysetFile
                    + ", which cannot be read: " + unreadable.getClass().getSimpleName());
        } catch (GeneralSecurityException notAKeyset) {
            throw new ConfigurationException(
                    "bellhop.sealing.keyset-file names " + keysetFile + ", which is not a Tink AEAD keyset in JSON");
        }
    }

    byte[] seal(SigningKey key) {
        try {
            return aead.encrypt(key.privateKey().getEncoded(), associatedData(key.kid()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("could not seal signing key " + key.kid(), e);
        }
    }

    /** @throws GeneralSecurityException if it was sealed for another key id or under another keyset, or is not the key of this id */
    SigningKey open(String kid, byte[] sealed) throws GeneralSecurityException {
        byte[] pkcs8 = aead.decrypt(sealed, associatedData(kid));
        if (!(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8))
                instanceof RSAPrivateCrtKey privateKey)) {
            throw new GeneralSecurityException("not a complete RSA key");
        }
        SigningKey key = SigningKey.ofThumbprint(RsaPem.publicHalf(privateKey), privateKey);
        if (!key.kid().equals(kid)) {
            throw new GeneralSecurityException("the private half belongs to key " + key.kid());
        }
        return key;
    }

    private static byte[] associatedData(String kid) {
        return ("bellhop:issuer:signing-key:" + kid).getBytes(StandardCharsets.UTF_8);
    }
}
