package dev.bellhop.emulator.fault;

import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The faults in force, by id; of several that would strike a request, the first by id does. Safe for use by several threads. */
public final class Faults {
    private final Clock clock;
    private final Map<String, Armed> armed = new TreeMap<>();
    private volatile boolean any;

    public Faults(Clock clock) {
        this.clock = clock;
    }

    private static final class Armed {
        private final String id;
        private final Fault fault;
        private final Random random;
        private final Instant until;
        private int left;

        Armed(String id, Fault fault, Instant now) {
            this.id = id;
            this.fault = fault;
            this.random = new Random(fault.limits().seed());
            this.until = fault.limits().lasting().map(now::plus).orElse(Instant.MAX);
            this.left = fault.limits().times().orElse(Integer.MAX_VALUE);
        }

        boolean happens() {
            return fault.limits().share() == 1
                    || random.nextDouble() < fault.limits().share();
        }

        Strike strike() {
            if (fault.limits().times().isPresent()) {
                left--;
            }
            return new Strike(id, fault, fault.latency().draw(random));
        }
    }

    public synchronized void put(String id, Fault fault) {
        armed.put(id, new Armed(id, fault, clock.instant()));
        any = true;
    }

    /** Whether there was one of this id; a spent one is gone. */
    public synchronized boolean remove(String id) {
        boolean removed = armed.remove(id) != null;
        any = !armed.isEmpty();
        return removed;
    }

    public synchronized void clear() {
        armed.clear();
        any = false;
    }

    /** By id, those that are not spent. */
    public synchronized Map<String, Fault> inForce() {
        forgetSpent();
        Map<String, Fault> faults = new LinkedHashMap<>();
        armed.forEach((id, one) -> faults.put(id, one.fault));
        return faults;
    }

    /** Whether there are any: without them no request needs to be looked at. */
    public boolean any() {
        return any;
    }

    /** What strikes this request, if anything; it counts as struck. */
    public Optional<Strike> strike(Aim aim) {
        return strike(fault -> fault.tls().isEmpty() && fault.target().fits(aim));
    }

    /** What strikes a fetch of an external issuer's documents: only faults that name its host. */
    public Optional<Strike> strikeFetch(Aim aim) {
        return strike(fault -> fault.tls().isEmpty()
                && fault.target().host().isPresent()
                && fault.target().fits(aim));
    }

    /** What strikes this connection, if anything. */
    public Optional<TlsFault> strikeConnection(Aim aim) {
        return strike(fault -> fault.tls().isPresent() && fault.target().fitsConnection(aim))
                .flatMap(strike -> strike.fault().tls());
    }

    private Optional<Strike> strike(Predicate<Fault> fits) {
        if (!any) {
            return Optional.empty();
        }
        synchronized (this) {
            forgetSpent();
            for (Armed one : armed.values()) {
                if (fits.test(one.fault) && one.happens()) {
                    return Optional.of(one.strike());
                }
            }
            return Optional.empty();
        }
    }

    private void forgetSpent() {
        Instant now = clock.instant();
        for (Iterator<Armed> all = armed.values().iterator(); all.hasNext(); ) {
            Armed one = all.next();
            if (one.left == 0 || !now.isBefore(one.until)) {
                all.remove();
            }
        }
        any = !armed.isEmpty();
    }
}
