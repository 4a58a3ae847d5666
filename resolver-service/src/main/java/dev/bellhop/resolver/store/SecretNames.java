package dev.bellhop.resolver.store;

import dev.bellhop.resolver.fresh.Deadline;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** The names of the secrets in one kind of vault. */
public interface SecretNames {
    /** The provider of the credentials it lists with: {@code azure_key_vault}. */
    String provider();

    /**
     * Names that begin so, capitals aside, in order.
     *
     * @param access its name is null
     * @return fails with a {@link dev.bellhop.resolver.diagnosis.ResolutionException}
     */
    Uni<Listed> names(SecretReference access, String prefix, int most, Deadline deadline);

    /** @param complete whether there are no more */
    record Listed(List<Name> names, boolean complete) {}

    /** @param enabled whether its newest version can be read */
    record Name(String name, boolean enabled) {}
}
