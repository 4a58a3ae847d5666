package dev.bellhop.resolver.resolution;

import dev.bellhop.resolver.fresh.Deadline;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;

/** How long upstream hops may take: until the earlier of the kickoff's own deadline and its receipt plus the limit. */
@Startup // so that a wrong setting stops the start
@ApplicationScoped
public class TimeLimit {
    /** No setting goes beyond it: the worker has given up by then, and the partition's offset waits. */
    static final Duration LONGEST = Duration.ofSeconds(45);

    private final Duration limit;
    private final Clock clock;
    private final LongSupplier nanoTime;

    @Inject
    TimeLimit(ResolutionConfig config, Clock clock) {
        this(config.timeLimit(), clock, System::nanoTime);
    }

    TimeLimit(Duration limit, Clock clock, LongSupplier nanoTime) {
        if (limit.isNegative() || limit.isZero() || limit.compareTo(LONGEST) > 0) {
            throw new ConfigurationException("bellhop.resolutions.time-limit must be above 0 and at most 45 s");
        }
        this.limit = limit;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** Now: the moment a kickoff was received, from which its time runs. */
    public Receipt receipt() {
        return new Receipt(clock.instant(), nanoTime.getAsLong());
    }

    /** When a kickoff was received, for display and on the monotonic clock. */
    public final class Receipt {
        private final Instant at;
        private final long nanos;

        private Receipt(Instant at, long nanos) {
            this.at = at;
            this.nanos = nanos;
        }

        /** By the wall clock. */
        public Instant at() {
            return at;
        }

        /**
         * The kickoff's deadline; expired already if its own has passed.
         *
         * @param own as the kickoff states it
         */
        public Deadline deadline(Optional<Instant> own) {
            Duration wanted = own.map(moment -> Duration.between(at, moment)).orElse(limit);
            if (wanted.isNegative()) {
                wanted = Duration.ZERO; // ages ago is more than nanoseconds can count
            }
            Duration budget = wanted.compareTo(limit) < 0 ? wanted : limit;
            return Deadline.in(budget.minusNanos(nanoTime.getAsLong() - nanos), nanoTime);
        }
    }
}
