package dev.bellhop.resolver.fresh;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.bellhop.resolver.diagnosis.Hop;
import dev.bellhop.resolver.diagnosis.ResolutionException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Tokens by everything they depend on. One load is in flight per key however many callers ask; a token is renewed ahead of need and
 * the old one served meanwhile, and longer if the renewal fails; a caller who gives up cancels only itself; everyone goes on in their
 * own context.
 *
 * <p>A failure is remembered per key. One that passes by itself: until its {@code Retry-After}, or a growing back-off; callers whose
 * deadline reaches further wait for the next try, which they share. Any other: for ten seconds, in which callers get it at once, so
 * that a wrong setting costs the cloud one request in ten seconds, not one per kickoff.
 */
public final class RenewedTokens<K, T extends Renewable> {
    private static final Logger LOG = Logger.getLogger(RenewedTokens.class);
    private static final Duration REFUSAL_REMEMBERED = Duration.ofSeconds(10);
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);
    private static final Duration PROPAGATION = Duration.ofMinutes(10);
    private static final Duration FORGOTTEN_UNUSED = Duration.ofHours(2);

    private final Hop hop;
    private final Loader<K, T> loader;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Counter held;
    private final Counter fetched;
    private final Counter refused;
    private final Backoff backoff;
    private final LoadingCache<K, Cell> cells;

    /** Fetches one token; bounds its own duration. */
    public interface Loader<K, T> {
        /**
         * @param succeededBefore whether this key has had a token, and has not failed for ten minutes since: a refusal is then
         *     more likely a change on its way than a wrong setting
         */
        Uni<T> load(K key, boolean succeededBefore);
    }

    /**
     * @param hop named when a deadline passes while waiting
     * @param atMost keys held
     */
    public RenewedTokens(Hop hop, long atMost, Backoff backoff, InstantSource clock, Loader<K, T> loader) {
        this(hop, atMost, backoff, clock, System::nanoTime, loader);
    }

    /** @param nanoTime what failures are remembered by: a step of the wall clock must not prolong them */
    RenewedTokens(
            Hop hop, long atMost, Backoff backoff, InstantSource clock, LongSupplier nanoTime, Loader<K, T> loader) {
        this.hop = hop;
        this.nanoTime = nanoTime;
        this.held = counter(hop, "held");
        this.fetched = counter(hop, "fetched");
        this.refused = counter(hop, "refused");
        this.loader = loader;
        this.clock = clock;
        this.backoff = backoff;
        this.cells = Caffeine.newBuilder()
                .maximumSize(atMost)
                .expireAfterAccess(FORGOTTEN_UNUSED)
                .build(Cell::new);
    }

    /** The key's token, from memory or fetched; fails with a {@link ResolutionException}. */
    public Uni<T> tokenFor(K key, Deadline deadline) {
        return Contexts.backToCaller(
                Uni.createFrom().deferred(() -> cells.get(key).ask(deadline)));
    }

    /**
     * Forgets this token, and not a newer one that took its place: somebody had it refused. At most once in ten seconds per key, so
     * that a vault which refuses every token does not cost an exchange per kickoff.
     */
    public void drop(K key, T token) {
        cells.get(key).drop(token);
    }

    /** Somebody got a token for this key by other means: what failed last says nothing any more. */
    public void forgive(K key) {
        cells.get(key).forgive();
    }

    private static Counter counter(Hop hop, String result) {
        return Metrics.counter("bellhop.tokens", "hop", hop.code(), "result", result);
    }

    /** One key: its token, what is in flight for it, what failed last. */
    private final class Cell {
        private final K key;
        private T token;
        private CompletableFuture<T> flight;
        private Failure failure;
        private int failures;
        private boolean succeeded;
        private boolean failing;
        private long failingSince;
        private boolean droppedBefore;
        private long droppedAt;

        Cell(K key) {
            this.key = key;
        }

        Uni<T> ask(Deadline deadline) {
            CompletableFuture<T> joined;
            Optional<T> inHand = Optional.empty();
            boolean begin = false;
            synchronized (this) {
                Instant now = clock.instant();
                long nanos = nanoTime.getAsLong();
                boolean blocked = failure != null && nanos - failure.until < 0;
                if (token != null && now.isBefore(token.usableUntil())) {
                    inHand = Optional.of(token);
                    begin = flight == null && !blocked && !now.isBefore(token.renewAt());
                } else if (flight == null && blocked) {
                    return failure.passesWithin(deadline, nanos)
                            ? Retries.pause(Duration.ofNanos(failure.until - nanos))
                                    .chain(() -> ask(deadline))
                            : Uni.createFrom().failure(failure.cause);
                } else {
                    begin = flight == null;
                }
                if (begin) {
                    flight = new CompletableFuture<>();
                }
                joined = flight;
            }
            if (begin) {
                begin(joined);
            }
            if (inHand.isPresent()) {
                held.increment();
                return Uni.createFrom().item(inHand.get());
            }
            return join(joined, deadline);
        }

        private Uni<T> join(CompletableFuture<T> joined, Deadline deadline) {
            return Retries.bounded(Uni.createFrom().completionStage(joined.copy()), deadline, this::gaveUp)
                    .onFailure(cause -> passes(cause) && !deadline.expired())
                    .recoverWithUni(() -> ask(deadline));
        }

        private void begin(CompletableFuture<T> started) {
            boolean before;
            synchronized (this) {
                before = succeeded && (!failing || nanoTime.getAsLong() - failingSince < PROPAGATION.toNanos());
            }
            Uni.createFrom()
                    .deferred(() -> loader.load(key, before))
                    .subscribe()
                    .with(loaded -> landed(started, loaded), cause -> crashed(started, cause));
        }

        private void landed(CompletableFuture<T> started, T loaded) {
            synchronized (this) {
                token = loaded;
                flight = null;
                failure = null;
                failures = 0;
                failing = false;
                succeeded = true;
            }
            fetched.increment();
            started.complete(loaded);
        }

        private void crashed(CompletableFuture<T> started, Throwable cause) {
            synchronized (this) {
                long nanos = nanoTime.getAsLong();
                flight = null;
                failures++;
                failingSince = failing ? failingSince : nanos;
                failing = true;
                failure = new Failure(cause, nanos + rememberedFor(cause).toNanos(), passes(cause));
                if (token != null) {
                    LOG.warnf("A token could not be renewed, the old one is served while valid: %s", named(cause));
                }
            }
            refused.increment();
            started.completeExceptionally(cause);
        }

        private Duration rememberedFor(Throwable cause) {
            if (!passes(cause)) {
                return REFUSAL_REMEMBERED;
            }
            Duration wait = backoff.after(((ResolutionException) cause).retryAfter(), failures);
            return wait.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : wait;
        }

        private Throwable gaveUp() {
            synchronized (this) {
                return failure == null ? Retries.deadlineExceeded(hop) : failure.cause;
            }
        }

        synchronized void drop(T unwelcome) {
            long nanos = nanoTime.getAsLong();
            if (token == unwelcome && !(droppedBefore && nanos - droppedAt < REFUSAL_REMEMBERED.toNanos())) {
                token = null;
                droppedBefore = true;
                droppedAt = nanos;
            }
        }

        synchronized void forgive() {
            failure = null;
            failures = 0;
        }
    }

    /** Another library's message is not ours to log. */
    private static String named(Throwable cause) {
        return cause instanceof ResolutionException
                ? cause.getMessage()
                : cause.getClass().getName();
    }

    private static boolean passes(Throwable cause) {
        return cause instanceof ResolutionException known && known.diagnosis().retryable();
    }

    /** @param until on the monotonic clock */
    private record Failure(Throwable cause, long until, boolean passes) {
        boolean passesWithin(Deadline deadline, long nanos) {
            return passes && until - nanos < deadline.remaining().toNanos();
        }
    }
}
