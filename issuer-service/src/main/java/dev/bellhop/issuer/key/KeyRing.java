package dev.bellhop.issuer.key;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The keys as last read, oldest first, and what their dates say about any moment: a pure function of the database's time. */
record KeyRing(List<RingKey> keys) {
    KeyRing {
        keys = keys.stream()
                .sorted(comparing(RingKey::preparedAt)
                        .thenComparing(key -> key.key().kid()))
                .toList();
    }

    /** What holds at one moment; a ring without a key that may sign still publishes what it has. */
    record State(PublishedKeys published, Optional<CurrentKeys> signing) {}

    State at(Instant now) {
        List<RingKey> published =
                keys.stream().filter(key -> key.publishedAt(now)).toList();
        return new State(
                new PublishedKeys(
                        published.stream().<PublishedKey>map(RingKey::key).toList(), nextDate(now)),
                published.stream()
                        .filter(key -> key.signsAt(now))
                        .findFirst()
                        .map(signing -> new CurrentKeys(signing.key(), signing.removeAt())));
    }

    /** The same without the keys that are not among those. */
    KeyRing only(Set<String> kids) {
        return new KeyRing(
                keys.stream().filter(key -> kids.contains(key.key().kid())).toList());
    }

    private Instant nextDate(Instant now) {
        return keys.stream()
                .flatMap(key -> key.removeAt().stream())
                .filter(now::isBefore)
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }
}
