package dev.bellhop.resolver.fresh;

import dev.bellhop.resolver.diagnosis.Diagnosis;
import dev.bellhop.resolver.diagnosis.Hop;
import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.diagnosis.ResolutionException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Attempts, one after the other, while the deadline lasts and the failure is one that passes by itself. {@code Retry-After} rules the
 * wait where the upstream service sent one. A wait that would outlast the deadline is not begun: the failure is reported at once.
 */
public final class Retries {
    private final Backoff backoff;

    public Retries(Backoff backoff) {
        this.backoff = backoff;
    }

    /**
     * @param attempt one attempt, asked for anew each time; bounds its own duration, and is cancelled when the deadline passes
     * @param hop named by the failure when the deadline passes before the first attempt has told why it fails
     */
    public <T> Uni<T> within(Deadline deadline, Hop hop, Supplier<Uni<T>> attempt) {
        return Uni.createFrom().deferred(() -> new Run<>(deadline, hop, attempt).next());
    }

    /** Bounds one wait by the deadline. */
    public static <T> Uni<T> bounded(Uni<T> wait, Deadline deadline, Supplier<Throwable> failure) {
        if (deadline.expired()) {
            return Uni.createFrom().failure(failure);
        }
        // Mutiny refuses a zero; the time may run out between the two lines.
        Duration left = deadline.remaining().plusMillis(1);
        return TimeLimits.within(wait, left, failure);
    }

    /** The failure of somebody who waited as long as they could. */
    public static ResolutionException deadlineExceeded(Hop hop) {
        return new ResolutionException(Diagnosis.of(Reason.DEADLINE_EXCEEDED)
                .at(hop)
                .because("The kickoff had reached hop " + hop.code() + "."));
    }

    /** A pause that ends on the caller's context; in whole milliseconds, for the timers under it refuse less than one. */
    static Uni<Void> pause(Duration wait) {
        Duration whole = Duration.ofMillis(Math.max(1, wait.toMillis()));
        return Contexts.backToCaller(
                Uni.createFrom().voidItem().onItem().delayIt().by(whole));
    }

    private final class Run<T> {
        private final Deadline deadline;
        private final Hop hop;
        private final Supplier<Uni<T>> attempt;
        private Optional<ResolutionException> last = Optional.empty();
        private int failures;

        Run(Deadline deadline, Hop hop, Supplier<Uni<T>> attempt) {
            this.deadline = deadline;
            this.hop = hop;
            this.attempt = attempt;
        }

        Uni<T> next() {
            return bounded(
                            Uni.createFrom().deferred(() -> attempt.get()),
                            deadline,
                            () -> last.orElseGet(() -> deadlineExceeded(hop)))
                    .onFailure(ResolutionException.class)
                    .recoverWithUni(failure -> again((ResolutionException) failure));
        }

        private Uni<T> again(ResolutionException failure) {
            last = Optional.of(failure);
            failures++;
            Duration wait = backoff.after(failure.retryAfter(), failures);
            if (!failure.diagnosis().retryable() || wait.compareTo(deadline.remaining()) >= 0) {
                return Uni.createFrom().failure(failure);
            }
            return pause(wait).chain(this::next);
        }
    }
}
