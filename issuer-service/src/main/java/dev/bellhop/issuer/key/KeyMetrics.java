package dev.bellhop.issuer.key;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

/** Ages and next dates of the keys as this replica read them last; NaN for what is not. Dates are seconds since 1970, to be compared with {@code time()}. */
@ApplicationScoped
class KeyMetrics {
    private static final double MILLIS = 1000.0;

    private final MeterRegistry registry;
    private final RingFollower follower;
    private final SigningKeys keys;
    private final Clock clock;
    private final AtomicReference<RotationPolicy> policy = new AtomicReference<>();

    KeyMetrics(MeterRegistry registry, RingFollower follower, SigningKeys keys, Clock clock) {
        this.registry = registry;
        this.follower = follower;
        this.keys = keys;
        this.clock = clock;
    }

    /** There is a ring, turned by that policy. */
    void of(RotationPolicy turned) {
        policy.set(turned);
    }

    void register(@Observes StartupEvent event) {
        for (KeyState state : new KeyState[] {KeyState.PREPARED, KeyState.ACTIVE, KeyState.RETIRED}) {
            Gauge.builder("bellhop.signing.key.age.seconds", () -> age(state))
                    .description("Time since the key of this state was published; of the oldest, if there are several")
                    .tag("state", state.stored())
                    .register(registry);
        }
        Gauge.builder(
                        "bellhop.signing.keys.published",
                        () -> ring(stored -> stored.keys().size()))
                .description("Keys in the key set: three at most")
                .register(registry);
        gauge(
                "bellhop.signing.keys.next.rotation.timestamp.seconds",
                "When the ring rotates by itself",
                () -> policied(RotationPolicy::nextRotation));
        gauge(
                "bellhop.signing.keys.rotatable.timestamp.seconds",
                "From when on a rotation by hand is granted",
                () -> policied((turned, stored) ->
                        stored.prepared().flatMap(prepared -> turned.possibleAt(stored, prepared))));
        gauge(
                "bellhop.signing.keys.next.removal.timestamp.seconds",
                "When a retired key leaves the key set",
                () -> follower.status()
                        .ring()
                        .flatMap(stored -> stored.retired().stream()
                                .flatMap(key -> key.removeAt().stream())
                                .min(Instant::compareTo)));
        Gauge.builder("bellhop.key.ring.lease.left.seconds", this::leaseLeft)
                .description("How long this replica goes on without reading the ring; 503 from zero on")
                .register(registry);
    }

    private interface Question {
        Optional<Instant> ask(RotationPolicy policy, StoredRing ring);
    }

    private Optional<Instant> policied(Question question) {
        return Optional.ofNullable(policy.get())
                .flatMap(turned -> follower.status().ring().flatMap(stored -> question.ask(turned, stored)));
    }

    private void gauge(String name, String description, Supplier<Optional<Instant>> moment) {
        Gauge.builder(
                        name,
                        () -> moment.get()
                                .map(date -> date.toEpochMilli() / MILLIS)
                                .orElse(Double.NaN))
                .description(description)
                .register(registry);
    }

    private double age(KeyState state) {
        return follower.status()
                .ring()
                .flatMap(stored -> stored.keys().stream()
                        .filter(key -> key.state() == state)
                        .map(StoredKey::preparedAt)
                        .min(Instant::compareTo))
                .map(since -> seconds(Duration.between(since, clock.instant())))
                .orElse(Double.NaN);
    }

    private double ring(Function<StoredRing, Integer> number) {
        return follower.status().ring().map(number).map(Integer::doubleValue).orElse(Double.NaN);
    }

    private double leaseLeft() {
        return keys.leaseLeft(clock.instant()).map(KeyMetrics::seconds).orElse(Double.NaN);
    }

    private static double seconds(Duration span) {
        return span.toMillis() / MILLIS;
    }
}
