package dev.bellhop.config.encryption;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** Seals and opens values; a few microseconds each, so it may run on the event loop. Without a keyset the service does not start. */
@Startup
@ApplicationScoped
public class Sealer {
    /** Tink's output prefix (TINK variant): this byte, then the key id, big-endian. */
    private static final byte PREFIX = 1;

    private final Aead aead;
    private final int primaryKey;

    Sealer(SealingConfig config) {
        Path file = config.keysetFile()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "bellhop.sealing.keyset-file is not set: it names the Tink AEAD keyset (JSON) that seals values at rest"));
        try {
            AeadConfig.register();
            KeysetHandle keyset =
                    TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(file), InsecureSecretKeyAccess.get());
            this.aead = keyset.getPrimitive(RegistryConfiguration.get(), Aead.class);
            this.primaryKey = keyset.getPrimary().getId();
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

    /** For a value that stays as it is in a row that is written: after a rotation of the keyset it moves to the new primary key. */
    public byte[] resealed(byte[] sealed, Place place) {
        return isUnderPrimaryKey(sealed) ? sealed : seal(open(sealed, place), place);
    }

    private boolean isUnderPrimaryKey(byte[] sealed) {
        return sealed.length > Integer.BYTES
                && sealed[0] == PREFIX
                && ByteBuffer.wrap(sealed, 1, Integer.BYTES).getInt() == primaryKey;
    }
}
