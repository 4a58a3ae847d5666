package dev.bellhop.issuer.key;

import java.time.Instant;
import java.util.Optional;

/**
 * By what to sign at one moment. The same object is handed out until something changes, so what is derived from it can be kept beside it.
 *
 * @param signing the key that signs; also among the published ones
 * @param signingUntil no token of the signing key may live longer than this: from then on the key is not published; empty if nothing is planned
 */
public record CurrentKeys(SigningKey signing, Optional<Instant> signingUntil) {}
