package dev.bellhop.config.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.bellhop.embedded.SealingKeyset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealerTest {
    private static final Plaintext CANARY = Plaintext.of("canary-3a91");
    private static final Place HERE = new Place(UUID.randomUUID(), UUID.randomUUID(), Purpose.DIRECT_VALUE);

    @TempDir
    Path directory;

    @Test
    void opensWhatItSealed() {
        Sealer sealer = sealer(SealingKeyset.create(directory.resolve("keyset.json")));
        byte[] sealed = sealer.seal(CANARY, HERE);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("canary");
        assertThat(sealer.open(sealed, HERE).reveal()).isEqualTo("canary-3a91");
        assertThat(sealer.seal(CANARY, HERE)).isNotEqualTo(sealed);
    }

    @Test
    void opensNothingElsewhere() {
        Sealer sealer = sealer(SealingKeyset.create(directory.resolve("keyset.json")));
        byte[] sealed = sealer.seal(CANARY, HERE);
        for (Place elsewhere : List.of(
                new Place(UUID.randomUUID(), HERE.row(), HERE.purpose()),
                new Place(HERE.organization(), UUID.randomUUID(), HERE.purpose()),
                new Place(HERE.organization(), HERE.row(), Purpose.DEFAULT_VALUE))) {
            assertThatThrownBy(() -> sealer.open(sealed, elsewhere))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("does not open")
                    .hasMessageNotContaining("canary");
        }
    }

    @Test
    void opensOldValuesAfterTheKeysetWasRotated() throws Exception {
        Path file = SealingKeyset.create(directory.resolve("keyset.json"));
        byte[] old = sealer(file).seal(CANARY, HERE);
        KeysetHandle rotated = KeysetHandle.newBuilder(
                        TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(file), InsecureSecretKeyAccess.get()))
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                        .withRandomId()
                        .makePrimary())
                .build();
        Files.writeString(file, TinkJsonProtoKeysetFormat.serializeKeyset(rotated, InsecureSecretKeyAccess.get()));

        Sealer sealer = sealer(file);

        assertThat(sealer.open(old, HERE).reveal()).isEqualTo("canary-3a91");
        assertThat(keyId(sealer.seal(CANARY, HERE))).isNotEqualTo(keyId(old));
    }

    @Test
    void stopsTheStartWithoutAKeyset() throws Exception {
        Path nonsense = Files.writeString(directory.resolve("nonsense"), "{\"key\":\"canary\"}");
        assertThatThrownBy(() -> new Sealer(Optional::empty))
                .hasMessageStartingWith("bellhop.sealing.keyset-file is not set");
        assertThatThrownBy(() -> sealer(directory.resolve("away"))).hasMessageContaining("cannot read");
        assertThatThrownBy(() -> sealer(nonsense))
                .hasMessageContaining("is not a Tink keyset")
                .hasMessageNotContaining("canary")
                .hasNoCause();
    }

    @Test
    void showsNoPlaintext() {
        assertThat(CANARY).hasToString("(not shown)");
    }

    private static Sealer sealer(Path file) {
        return new Sealer(() -> Optional.of(file));
    }

    /** Tink's prefix: a version byte and the key id. */
    private static List<Byte> keyId(byte[] sealed) {
        return List.of(sealed[1], sealed[2], sealed[3], sealed[4]);
    }
}
