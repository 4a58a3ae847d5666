package dev.bellhop.resolver.store;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** The way to one kind of vault, tried leg by leg. */
public interface ConnectionCheck {
    /** The provider of the credentials it tests: {@code azure_key_vault}. */
    String provider();

    /**
     * Tries each leg by a request of its own, made in this call: nothing held or remembered is used, nothing is kept. Does not fail.
     *
     * @param reference its name is null where no secret is to be read
     */
    Uni<List<HopVerdict>> test(SecretReference reference);
}
