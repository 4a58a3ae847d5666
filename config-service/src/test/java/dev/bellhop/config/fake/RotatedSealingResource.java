package dev.bellhop.config.fake;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.bellhop.embedded.SealingKeyset;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.function.BinaryOperator;

/** A keyset that was rotated once: the service seals by its new key, and rows that the old one sealed are still about. */
public final class RotatedSealingResource implements QuarkusTestResourceLifecycleManager {
    private Aead old;

    @Override
    public Map<String, String> start() {
        try {
            Path file = SealingKeyset.create(Files.createTempFile("rotated-keyset", ".json"));
            file.toFile().deleteOnExit();
            KeysetHandle first =
                    TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(file), InsecureSecretKeyAccess.get());
            old = first.getPrimitive(RegistryConfiguration.get(), Aead.class);
            Files.writeString(
                    file, TinkJsonProtoKeysetFormat.serializeKeyset(rotated(first), InsecureSecretKeyAccess.get()));
            return Map.of("bellhop.sealing.keyset-file", file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot rotate a keyset", e);
        }
    }

    private static KeysetHandle rotated(KeysetHandle keyset) throws GeneralSecurityException {
        return KeysetHandle.newBuilder(keyset)
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                        .withRandomId()
                        .makePrimary())
                .build();
    }

    /** Gives every {@code BinaryOperator<byte[]>}: (value, associated data) to what the old key makes of them. */
    @Override
    public void inject(TestInjector testInjector) {
        BinaryOperator<byte[]> sealByOldKey = (value, associatedData) -> {
            try {
                return old.encrypt(value, associatedData);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        };
        testInjector.injectIntoFields(sealByOldKey, new TestInjector.MatchesType(BinaryOperator.class));
    }

    @Override
    public void stop() {}
}
