package dev.bellhop.issuer.key;

import dev.bellhop.issuer.problem.IssuerException;
import dev.bellhop.issuer.problem.IssuerException.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * The keys as this replica knows them, in memory: asking never waits. Who fills it (the operator's keys, or the ring in the database) is
 * settled at start.
 */
@ApplicationScoped
public class SigningKeys {
    private final LongSupplier nanos;
    private final AtomicReference<Held> held = new AtomicReference<>(
            new Absent(new IssuerException(Reason.SIGNING_KEY_MISSING, "the service has not finished starting")));

    @Inject
    SigningKeys() {
        this(System::nanoTime);
    }

    SigningKeys(LongSupplier nanos) {
        this.nanos = nanos;
    }

    private sealed interface Held {}

    private record Absent(IssuerException why) implements Held {}

    /** The operator's keys, for ever. */
    private record Given(CurrentKeys keys) implements Held {}

    /** The ring, for as long as the lease lasts. */
    private record Followed(KeyRing ring, CurrentKeys current, Sighting seen, Duration lease, Duration tolerance)
            implements Held {
        Followed seen(Sighting now) {
            return new Followed(ring, current, now, lease, tolerance);
        }

        Followed current(CurrentKeys now) {
            return new Followed(ring, now, seen, lease, tolerance);
        }
    }

    /**
     * What holds at {@code now}, to sign by.
     *
     * @param now by this machine's wall clock
     * @throws IssuerException if there is no key, naming the setting or the state that stands in the way; also if the wall clock has gone wrong since
     *     the ring was read, for the dates of a token would be wrong too
     */
    public CurrentKeys at(Instant now) {
        Held seen = look(now);
        CurrentKeys keys = published(seen);
        if (seen instanceof Followed followed) {
            clockRefusal(followed.seen().offset(), followed.tolerance()).ifPresent(why -> {
                throw new IssuerException(Reason.CLOCK_WRONG, why);
            });
        }
        return keys;
    }

    /**
     * What holds at {@code now}, to publish. Counts the database's time by itself, so a wrong wall clock does not take a key out of the key set.
     *
     * @throws IssuerException if there is no key, naming the setting or the state that stands in the way
     */
    public CurrentKeys published(Instant now) {
        return published(look(now));
    }

    private CurrentKeys published(Held seen) {
        if (seen instanceof Given given) {
            return given.keys();
        }
        if (seen instanceof Absent absent) {
            throw absent.why();
        }
        Followed followed = (Followed) seen;
        if (followed.seen().age().compareTo(followed.lease()) >= 0) {
            throw new IssuerException(
                    Reason.KEY_RING_STALE,
                    "the key ring was last read longer ago than bellhop.keys.ring-lease: the database must answer again");
        }
        Instant ringTime = followed.seen().ringTime();
        return ringTime.isBefore(followed.current().until()) ? followed.current() : advanced(followed, ringTime);
    }

    /** What is held, as of now; the look is remembered, so that clocks are compared piece by piece. */
    private Held look(Instant now) {
        Held before = held.get();
        if (!(before instanceof Followed followed)) {
            return before;
        }
        Sighting seen = followed.seen().at(now, nanos.getAsLong());
        Followed after = followed.seen(seen);
        if (seen.isWorthKeepingAfter(followed.seen())) {
            held.compareAndSet(before, after); // if another look or a newer ring came first, that one counts
        }
        return after;
    }

    /** The operator's keys: for ever. */
    void hold(CurrentKeys keys) {
        held.set(new Given(keys));
    }

    /** The ring as it was seen. */
    void hold(KeyRing ring, Sighting seen, Duration lease, Duration tolerance) {
        held.updateAndGet(before -> next(before, ring, seen, lease, tolerance));
    }

    /** Why nothing can be served; a ring that was held before stays until its lease ends. */
    void lack(IssuerException why) {
        held.updateAndGet(before -> before instanceof Absent ? new Absent(why) : before);
    }

    /** When what is held may no longer be served; empty if that never comes or nothing is held. */
    Optional<Duration> leaseLeft(Instant now) {
        return look(now) instanceof Followed followed
                ? Optional.of(followed.lease().minus(followed.seen().age()))
                : Optional.empty();
    }

    /** Why a clock that far from the database's cannot be trusted with the dates of tokens and keys; empty if it can. */
    static Optional<String> clockRefusal(Duration offset, Duration tolerance) {
        return offset.abs().compareTo(tolerance) <= 0
                ? Optional.empty()
                : Optional.of("this replica's clock is " + offset.abs()
                        + (offset.isNegative() ? " behind" : " ahead of")
                        + " the database's, more than bellhop.keys.clock-tolerance");
    }

    /** An unchanged ring keeps the object that others derived their bytes from. A reading that was overtaken by a later one is dropped. */
    private static Held next(Held before, KeyRing ring, Sighting seen, Duration lease, Duration tolerance) {
        if (before instanceof Followed followed) {
            if (followed.seen().asked() - seen.asked() > 0) {
                return before;
            }
            if (followed.ring().equals(ring)) {
                return new Followed(followed.ring(), followed.current(), seen, lease, tolerance);
            }
        }
        return ring.at(seen.ringTime())
                .<Held>map(current -> new Followed(ring, current, seen, lease, tolerance))
                .orElseGet(() -> new Absent(nothingSigns()));
    }

    /** A stored date fell due: what it says holds from now on, unless a newer ring arrived meanwhile. */
    private CurrentKeys advanced(Followed followed, Instant ringTime) {
        CurrentKeys current = followed.ring().at(ringTime).orElseThrow(SigningKeys::nothingSigns);
        held.updateAndGet(seen -> seen instanceof Followed latest && latest.current() == followed.current()
                ? latest.current(current)
                : seen);
        return current;
    }

    private static IssuerException nothingSigns() {
        return new IssuerException(Reason.SIGNING_KEY_MISSING, "the key ring has no key that may sign");
    }
}
