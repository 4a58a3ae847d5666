package dev.bellhop.issuer.key;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What holds at one moment. The same object is handed out until something changes, so what is derived from it can be kept beside it.
 *
 * @param signing the key that signs; also among the published ones
 * @param signingUntil no token of the signing key may live longer than this: from then on the key is not published; empty if nothing is planned
 * @param published the keys of the JWKS, oldest first; never empty
 * @param until when the next stored date falls due and another answer holds; {@link Instant#MAX} if none is stored
 */
public record CurrentKeys(
        SigningKey signing, Optional<Instant> signingUntil, List<PublishedKey> published, Instant until) {}
