package dev.bellhop.issuer.key;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** When the key that signs is to be followed by the next: what the operator wants, not what is safe. */
interface RotationSchedule {
    /** Only when an operator says so. */
    RotationSchedule NEVER = (activatedAt, earliest) -> Optional.empty();

    /**
     * The first moment for a rotation.
     *
     * @param activatedAt since when the present key signs
     * @param earliest no moment before this one is of use
     */
    Optional<Instant> next(Instant activatedAt, Instant earliest);

    /** That long after the last one; a late one is made up as soon as it can be. */
    static RotationSchedule every(Duration period) {
        return (activatedAt, earliest) -> Optional.of(later(activatedAt.plus(period), earliest));
    }

    /** At the moments of a cron expression in UTC. One that was missed is made up within the window, else at the next moment. */
    static RotationSchedule at(Cron cron, Optional<Duration> window) {
        return (activatedAt, earliest) -> {
            Instant from = later(activatedAt, earliest);
            boolean open = cron.last(from)
                    .filter(moment -> moment.isAfter(activatedAt))
                    .filter(moment ->
                            window.map(span -> from.isBefore(moment.plus(span))).orElse(true))
                    .isPresent();
            return open ? Optional.of(from) : cron.next(from);
        };
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** The moments of a cron expression of five fields (minute, hour, day of month, month, day of week), in UTC. */
    final class Cron {
        private static final int LOOKED_AT = 400;

        private final ExecutionTime moments;

        private Cron(ExecutionTime moments) {
            this.moments = moments;
        }

        /** @throws IllegalArgumentException if it is no such expression */
        static Cron parse(String expression) {
            return new Cron(ExecutionTime.forCron(
                    new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX)).parse(expression)));
        }

        /** The last moment that is not after {@code now}. */
        Optional<Instant> last(Instant now) {
            return moments.lastExecution(
                            utc(now).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1))
                    .map(ZonedDateTime::toInstant);
        }

        /** The first moment after {@code now}. */
        Optional<Instant> next(Instant now) {
            return moments.nextExecution(utc(now)).map(ZonedDateTime::toInstant);
        }

        /** The shortest span between two of the coming moments; empty if there are not two. */
        Optional<Duration> shortestGap(Instant now) {
            Optional<Duration> shortest = Optional.empty();
            Optional<Instant> before = next(now);
            for (int i = 0; i < LOOKED_AT && before.isPresent(); i++) {
                Optional<Instant> after = next(before.get());
                if (after.isPresent()) {
                    Duration gap = Duration.between(before.get(), after.get());
                    shortest =
                            shortest.filter(known -> known.compareTo(gap) <= 0).or(() -> Optional.of(gap));
                }
                before = after;
            }
            return shortest;
        }

        private static ZonedDateTime utc(Instant instant) {
            return instant.atZone(ZoneOffset.UTC);
        }
    }
}
