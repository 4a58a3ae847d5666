package dev.bellhop.issuer.key;

import dev.bellhop.issuer.problem.IssuerException;
import dev.bellhop.issuer.problem.IssuerException.Reason;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Reads the ring at start and then every {@code bellhop.keys.ring-refresh}, one read after the other. An edge: it subscribes, logs what
 * changes, and knows for the health check how the last read went.
 */
@ApplicationScoped
class RingFollower {
    private static final Logger LOG = Logger.getLogger(RingFollower.class);

    /** Longer, and a read has failed. */
    static final Duration ONE_READ = Duration.ofSeconds(10);

    private final SigningKeys keys;
    private final Vertx vertx;
    private final Clock clock;
    private final Duration pause;
    private final AtomicReference<RingStatus> status = new AtomicReference<>(RingStatus.NOT_FOLLOWED);
    private volatile boolean stopped;

    RingFollower(SigningKeys keys, Vertx vertx, Clock clock, KeyConfig config) {
        this.keys = keys;
        this.vertx = vertx;
        this.clock = clock;
        this.pause = config.ringRefresh();
    }

    RingStatus status() {
        return status.get();
    }

    /** Waits for the first read; must not be called on an event loop. */
    void follow(ManagedRing ring) {
        try {
            VertxContextSupport.subscribeAndAwait(() -> once(ring));
        } catch (Throwable failure) { // the await declares Throwable
            throw new IllegalStateException("the key ring cannot be followed", failure);
        }
        next(ring);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void next(ManagedRing ring) {
        vertx.setTimer(pause.toMillis(), timer -> {
            if (!stopped) {
                sessionContext().runOnContext(start -> again(ring));
            }
        });
    }

    private void again(ManagedRing ring) {
        once(ring).subscribe().with(done -> next(ring), failure -> {
            LOG.error("reading the key ring failed in an unforeseen way", failure);
            next(ring);
        });
    }

    /** A context of its own, as a request has, for a database session to live on. */
    private Context sessionContext() {
        Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(context, true);
        return context;
    }

    /** Never fails: a failed read is a state, and the next one follows. */
    private Uni<RingStatus> once(ManagedRing ring) {
        return Uni.createFrom()
                .deferred(ring::refresh)
                .ifNoItem()
                .after(ONE_READ)
                .fail()
                .map(reading -> status.updateAndGet(before -> before.read(clock.instant(), reading)))
                .invoke(this::recovered)
                .onFailure()
                .recoverWithItem(this::failed);
    }

    private void recovered(RingStatus now) {
        if (now.recovered()) {
            LOG.infof("the key ring is read again readAt=%s", now.readAt());
        }
    }

    private RingStatus failed(Throwable failure) {
        keys.leaseLeft(clock.instant()); // a look at the clocks, so that the lease is counted even while nobody asks
        boolean news = status.getAndUpdate(RingStatus::failedToRead).answering() && !stopped;
        IssuerException why = failure instanceof IssuerException ours
                ? ours
                : new IssuerException(
                        Reason.KEY_RING_UNREADABLE,
                        "the key ring was not read yet from the database of quarkus.datasource.reactive.url; the log says why");
        if (news) {
            LOG.warnf(
                    "the key ring cannot be read; what is held serves on until bellhop.keys.ring-lease ends: %s",
                    failure);
        }
        keys.lack(why);
        return status.get();
    }
}
