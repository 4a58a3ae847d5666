package dev.bellhop.issuer.audit;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Writes what waits in the {@link AuditTrail}, on a timer, one batch after the other: into the table, or into the log if there is no database or
 * it does not take a batch. Says when it changes from one to the other.
 */
@ApplicationScoped
class AuditWriter {
    private static final Logger LOG = Logger.getLogger(AuditWriter.class);

    private static final int BATCH = 1000;
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private final AuditTrail trail;
    private final AuditTable table;
    private final AuditLog log;
    private final AuditConfig config;
    private final Vertx vertx;
    private final Clock clock;
    private final AtomicBoolean writing = new AtomicBoolean();
    private volatile boolean toTable;
    /** While not null, the table is out of use, and is tried again then. Changed by the one who is writing only. */
    private volatile Instant retryAt;

    AuditWriter(AuditTrail trail, AuditTable table, AuditLog log, AuditConfig config, Vertx vertx, Clock clock) {
        this.trail = trail;
        this.table = table;
        this.log = log;
        this.config = config;
        this.vertx = vertx;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        if (config.flushInterval().toMillis() < 1 || config.retryInterval().isNegative()) {
            throw new ConfigurationException(
                    "bellhop.audit.flush-interval must be at least PT0.001S and bellhop.audit.retry-interval not negative: found "
                            + config.flushInterval() + " and " + config.retryInterval());
        }
        toTable = table.exists();
        LOG.infof("audit entries go to %s", toTable ? "the table audit_entry" : "the log: there is no database");
        vertx.setPeriodic(config.flushInterval().toMillis(), timer -> flush());
    }

    /** What was recorded until now is written before the process ends. */
    void stop(@Observes ShutdownEvent event) {
        trail.close();
        try {
            Future.<Void>future(done -> vertx.setPeriodic(1, timer -> {
                        if (writing.compareAndSet(false, true)) {
                            vertx.cancelTimer(timer);
                            drain().onComplete(done);
                        }
                    }))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException late) {
            LOG.warnf("audit entries could not be written in time and are in the log: %s", late);
        }
        log.write(trail.take(AuditTrail.CAPACITY));
    }

    /** One batch, and the next only if it would be full: under a steady load there is always something waiting, and no end to wait for. */
    private void flush() {
        if (writing.compareAndSet(false, true)) {
            write(trail.take(BATCH)).onComplete(done -> {
                writing.set(false);
                if (trail.waiting() >= BATCH) {
                    flush();
                }
            });
        }
    }

    /** Until none wait; only after the trail is closed, so that there is an end. */
    private Future<Void> drain() {
        List<AuditEntry> batch = trail.take(BATCH);
        return batch.isEmpty() ? Future.succeededFuture() : write(batch).compose(done -> drain());
    }

    private Future<Void> write(List<AuditEntry> batch) {
        if (batch.isEmpty()) {
            return Future.succeededFuture();
        }
        if (!toTable || (retryAt != null && clock.instant().isBefore(retryAt))) {
            return toLog(batch);
        }
        return table.insert(batch).onSuccess(done -> recovered()).recover(failure -> {
            failed(failure);
            return toLog(batch);
        });
    }

    /** Logging may block, and must not block an event loop. */
    private Future<Void> toLog(List<AuditEntry> batch) {
        return vertx.executeBlocking(() -> {
            log.write(batch);
            return null;
        });
    }

    private void recovered() {
        if (retryAt != null) {
            retryAt = null;
            LOG.info("audit entries go to the table audit_entry again; those of the meantime are in the log only");
        }
    }

    private void failed(Throwable failure) {
        if (retryAt == null) {
            LOG.warnf(
                    "audit entries cannot be written to the table audit_entry and go to the log until they can: %s",
                    failure);
        }
        retryAt = clock.instant().plus(config.retryInterval());
    }
}
