package dev.bellhop.issuer.key;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys as last read, oldest first, and what their dates say about any moment: a pure function of the clock. */
record KeyRing(List<RingKey> keys) {
    KeyRing {
        keys = keys.stream()
                .sorted(comparing(RingKey::preparedAt)
                        .thenComparing(key -> key.key().kid()))
                .toList();
    }

    /** A ring of one key that signs for ever: the configured mode. */
    static KeyRing of(SigningKey key) {
        return new KeyRing(List.of(
                new RingKey(key, KeyState.ACTIVE, Instant.EPOCH, Optional.of(Instant.EPOCH), Optional.empty())));
    }

    /** What holds at {@code now}; empty if no published key may sign. */
    Optional<CurrentKeys> at(Instant now) {
        List<RingKey> published =
                keys.stream().filter(key -> key.publishedAt(now)).toList();
        return published.stream()
                .filter(key -> key.mayTakeOverAt(now))
                .max(comparing(key -> key.activateAt().orElse(Instant.MIN)))
                .map(signing -> new CurrentKeys(
                        signing.key(),
                        signing.removeAt(),
                        published.stream().map(RingKey::key).toList(),
                        nextDate(now)));
    }

    private Instant nextDate(Instant now) {
        return keys.stream()
                .flatMap(key -> Stream.concat(key.activateAt().stream(), key.removeAt().stream()))
                .filter(now::isBefore)
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }
}
