package dev.bellhop.embedded;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** The keyset that services seal database columns with ({@code bellhop.sealing.keyset-file}): Tink's JSON form, one AES-256-GCM key. */
public final class SealingKeyset {
    private SealingKeyset() {}

    /** Writes a new keyset, mode 0600; an existing file is replaced and what it sealed is lost. */
    public static Path create(Path file) {
        try {
            AeadConfig.register();
            KeysetHandle keyset = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
            return PrivateFiles.write(
                    file, TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make a sealing keyset", e);
        }
    }
}
