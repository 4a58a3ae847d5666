package dev.bellhop.issuer.key;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Stored rings for tests of what is decided about them. */
final class Rings {
    static final Instant NOW = Instant.parse("2026-01-05T00:00:00Z");
    static final RingTimes TIMES = new RingTimes(
            Duration.ofHours(24),
            Duration.ofHours(12),
            Duration.ofMinutes(5),
            Duration.ofMinutes(1),
            Duration.ofHours(1));

    private Rings() {}

    static StoredRing at(String now, StoredKey... keys) {
        return new StoredRing(List.of(keys), keys.length == 0, Instant.parse(now));
    }

    static StoredKey active(String kid, String since) {
        return StoredKey.first(sealed(kid), Instant.parse(since));
    }

    static StoredKey prepared(String kid, String since) {
        Instant at = Instant.parse(since);
        return StoredKey.prepared(sealed(kid), at, at.plus(TIMES.announcement()));
    }

    static StoredKey retired(String kid, String since, String until) {
        return active(kid, "2025-12-01T00:00:00Z").retired(Instant.parse(since), Instant.parse(until));
    }

    static SealedKey sealed(String kid) {
        return new SealedKey(kid, "{}", new byte[] {1});
    }

    static Optional<Instant> moment(String text) {
        return Optional.ofNullable(text).map(Instant::parse);
    }
}
