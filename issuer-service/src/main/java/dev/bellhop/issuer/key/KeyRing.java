package dev.bellhop.issuer.key;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The keys as last read, oldest first, and what their dates say about any moment: a pure function of the database's time. */
record KeyRing(List<RingKey> keys) {
    KeyRing {
        keys = keys.stream()
                .sorted(comparing(RingKey::preparedAt)
                        .thenComparing(key -> key.key().kid()))
                .toList();
    }

    /** What holds at {@code now}; empty if no published key may sign. */
    Optional<CurrentKeys> at(Instant now) {
        List<RingKey> published =
                keys.stream().filter(key -> key.publishedAt(now)).toList();
        return published.stream()
                .filter(key -> key.signsAt(now))
                .findFirst()
                .map(signing -> new CurrentKeys(
                        signing.key(),
                        signing.removeAt(),
                        published.stream().<PublishedKey>map(RingKey::key).toList(),
                        nextDate(now)));
    }

    private Instant nextDate(Instant now) {
        return keys.stream()
                .flatMap(key -> key.removeAt().stream())
                .filter(now::isBefore)
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }
}
