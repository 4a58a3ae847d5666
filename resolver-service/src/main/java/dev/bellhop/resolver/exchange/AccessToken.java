package dev.bellhop.resolver.exchange;

import dev.bellhop.resolver.fresh.Lifetime;
import dev.bellhop.resolver.fresh.Renewable;
import java.time.Instant;

/**
 * A cloud's access token. Opaque to us.
 *
 * @param token a credential
 */
public record AccessToken(String token, Lifetime lifetime) implements Renewable {
    @Override
    public Instant renewAt() {
        return lifetime.renewAt();
    }

    @Override
    public Instant usableUntil() {
        return lifetime.usableUntil();
    }

    @Override
    public String toString() {
        return "AccessToken[" + lifetime + "]";
    }
}
