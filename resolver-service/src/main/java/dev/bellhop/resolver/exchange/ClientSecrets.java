package dev.bellhop.resolver.exchange;

import dev.bellhop.resolver.plan.SecretProviderCredential;
import dev.bellhop.resolver.secret.SecretText;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Where client secrets come from, one at a time, each when it is to be exchanged. */
interface ClientSecrets {
    /** Reads it now; fails with a {@link dev.bellhop.resolver.diagnosis.ResolutionException}. */
    Uni<SecretText> secretOf(UUID organization, SecretProviderCredential credential);
}
