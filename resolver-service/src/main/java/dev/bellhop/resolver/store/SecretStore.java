package dev.bellhop.resolver.store;

import dev.bellhop.resolver.fresh.Deadline;
import io.smallrye.mutiny.Uni;

/** One kind of vault. An implementation is a bean; which one reads a secret is decided by its credential's provider. */
public interface SecretStore {
    /** The provider of the credentials it reads with, as in the plan: {@code azure_key_vault}. */
    String provider();

    /**
     * Reads a secret by a request handed to the network after this call.
     *
     * @return fails with a {@link dev.bellhop.resolver.diagnosis.ResolutionException}
     */
    Uni<SecretVersion> read(SecretReference reference, Deadline deadline);
}
