package dev.bellhop.resolver.assertion;

import dev.bellhop.resolver.fresh.Lifetime;
import dev.bellhop.resolver.fresh.Renewable;
import java.time.Instant;

/**
 * A subject token of our issuer, with what it presents, for diagnosis.
 *
 * @param token the compact JWS; a credential
 * @param keyId the header's {@code kid}
 */
public record ClientAssertion(
        String token,
        String issuer,
        String subject,
        String audience,
        String keyId,
        Instant expiresAt,
        Lifetime lifetime)
        implements Renewable {

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
        return "ClientAssertion[issuer=" + issuer + ", subject=" + subject + ", audience=" + audience + ", kid=" + keyId
                + ", expiresAt=" + expiresAt + "]";
    }
}
