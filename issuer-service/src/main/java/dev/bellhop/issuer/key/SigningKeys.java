package dev.bellhop.issuer.key;

import dev.bellhop.issuer.problem.IssuerException;
import dev.bellhop.issuer.problem.IssuerException.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The keys as this replica knows them, in memory: asking never waits. Who fills it (the operator's one key, or the ring in the database) is
 * settled at start.
 */
@ApplicationScoped
public class SigningKeys {
    private final AtomicReference<Held> held = new AtomicReference<>(
            new Absent(new IssuerException(Reason.SIGNING_KEY_MISSING, "the service has not finished starting")));

    private sealed interface Held {}

    private record Absent(IssuerException why) implements Held {}

    /** @param staleAt from then on nothing of this ring may be served */
    private record Present(KeyRing ring, CurrentKeys current, Instant staleAt) implements Held {}

    /**
     * What holds at {@code now}.
     *
     * @throws IssuerException if there is no key, naming the setting or the state that stands in the way
     */
    public CurrentKeys at(Instant now) {
        Held seen = held.get();
        if (seen instanceof Present present && now.isBefore(present.staleAt())) {
            return now.isBefore(present.current().until()) ? present.current() : advanced(present, now);
        }
        throw seen instanceof Absent absent
                ? absent.why()
                : new IssuerException(
                        Reason.KEY_RING_STALE,
                        "the key ring was last read longer ago than bellhop.keys.ring-lease: the database must answer again");
    }

    /** The operator's key: for ever. */
    void hold(SigningKey key) {
        hold(KeyRing.of(key), Instant.EPOCH, Instant.MAX);
    }

    /** The ring as read at {@code now}. */
    void hold(KeyRing ring, Instant now, Duration lease) {
        hold(ring, now, now.plus(lease));
    }

    /** Why nothing can be served; a ring that was held before stays until its lease ends. */
    void lack(IssuerException why) {
        held.updateAndGet(before -> before instanceof Present ? before : new Absent(why));
    }

    private void hold(KeyRing ring, Instant now, Instant staleAt) {
        held.updateAndGet(before -> next(before, ring, now, staleAt));
    }

    /** An unchanged ring keeps the object that others derived their bytes from. */
    private static Held next(Held before, KeyRing ring, Instant now, Instant staleAt) {
        if (before instanceof Present present && present.ring().equals(ring)) {
            return new Present(present.ring(), present.current(), staleAt);
        }
        Optional<CurrentKeys> current = ring.at(now);
        return current.isPresent() ? new Present(ring, current.get(), staleAt) : new Absent(nothingSigns());
    }

    /** A stored date fell due: what it says holds from now on, unless a newer ring arrived meanwhile. */
    private CurrentKeys advanced(Present present, Instant now) {
        CurrentKeys current = present.ring().at(now).orElseThrow(SigningKeys::nothingSigns);
        held.compareAndSet(present, new Present(present.ring(), current, present.staleAt()));
        return current;
    }

    private static IssuerException nothingSigns() {
        return new IssuerException(Reason.SIGNING_KEY_MISSING, "the key ring has no key that may sign");
    }
}
