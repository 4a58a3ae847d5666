package dev.bellhop.embedded;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A new sealing keyset for a {@code @QuarkusTest}: sets {@code bellhop.sealing.keyset-file}. */
public final class SealingResource implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        return Map.of(
                "bellhop.sealing.keyset-file",
                SealingKeyset.create(TemporaryDirectory.create("sealing").resolve("keyset.json"))
                        .toString());
    }

    @Override
    public void stop() {}
}
