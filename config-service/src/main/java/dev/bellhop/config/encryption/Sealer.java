package dev.bellhop.config.encryption;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** Seals and opens values; a few microseconds each, so it may run on the event loop. Without a keyset the service does not start. */
@Startup
@ApplicationScoped
public class Sealer {
    private final Aead aead;

    Sealer(SealingConfig config) {
        Path file = config.keysetFile()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "bellhop.sealing.keyset-file is not set: it names the Tink AEAD keyset (JSON) that seals values at rest"));
        this.aead = read(file);
    }

    private static Aead read(Path file) {
        try {
            AeadConfig.register();
            return TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(file), InsecureSecretKeyAccess.get())
                    .getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (IOException e) {
            throw new IllegalStateException("bellhop.sealing.keyset-file: cannot read " + file, e);
        } catch (GeneralSecurityException e) {
            // without the cause: a parser's message may quote what it could not read
            throw new IllegalStateException(
                    "bellhop.sealing.keyset-file: " + file + " is not a Tink keyset in JSON with AEAD keys ("
                            + e.getClass().getSimpleName() + ")");
        }
    }

    /** Anew each time, under the primary key: sealing one value twice shows nothing of its being the same. */
    public byte[] seal(Plaintext value, Place place) {
        try {
            return aead.encrypt(value.reveal().getBytes(StandardCharsets.UTF_8), place.associatedData());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("could not seal the " + place.purpose() + " of " + place.row(), e);
        }
    }

    /** Fails for a value that was sealed for another place, or under a key that the keyset no longer has. */
    public Plaintext open(byte[] sealed, Place place) {
        try {
            return Plaintext.of(new String(aead.decrypt(sealed, place.associatedData()), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the " + place.purpose() + " of " + place.row() + " does not open: sealed for another row,"
                            + " or under a key that bellhop.sealing.keyset-file no longer has",
                    e);
        }
    }
}
