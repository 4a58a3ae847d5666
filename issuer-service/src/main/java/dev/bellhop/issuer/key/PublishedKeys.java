package dev.bellhop.issuer.key;

import java.time.Instant;
import java.util.List;

/**
 * The keys of the JWKS at one moment. The same object is handed out until something changes, so what is derived from it can be kept beside it.
 *
 * @param keys oldest first; never empty
 * @param until when the next stored date falls due and another answer holds; {@link Instant#MAX} if none is stored
 */
public record PublishedKeys(List<PublishedKey> keys, Instant until) {}
