package dev.bellhop.issuer.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where entries go while the database comes and goes; the real table is {@link AuditTableTest}'s. */
class AuditWriterTest {
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AuditLog log = new AuditLog(registry);
    private final AuditTrail trail = new AuditTrail(log);
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
    private final Table table = new Table();

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void writesIntoTheTable() {
        start();

        AuditEntry entry = record();

        await().until(() -> table.stored.contains(entry));
        assertThat(logged()).isZero();
    }

    @Test
    void goesOnInTheLogWhileTheTableIsAwayAndTriesItAgainInTime() {
        table.away = true;
        start();
        record();
        await().until(() -> logged() == 1);
        assertThat(table.asked).hasValue(1);

        record();
        await().until(() -> logged() == 2);
        assertThat(table.asked).as("not asked again before it is time").hasValue(1);

        now.updateAndGet(time -> time.plus(RETRY));
        record();
        await().until(() -> logged() == 3);
        assertThat(table.asked).hasValue(2);

        table.away = false;
        now.updateAndGet(time -> time.plus(RETRY));
        AuditEntry back = record();
        await().until(() -> table.stored.contains(back));
        AuditEntry next = record();
        await().until(() -> table.stored.contains(next));
        assertThat(logged()).isEqualTo(3);
    }

    /** Each insert is followed by one entry more: nothing may grow until there is a pause. */
    @Test
    void goesOnUnderALoadThatLeavesNoPause() {
        table.endless = true;
        start();
        record();
        await().until(() -> table.asked.get() >= 5);

        table.endless = false;
        AuditEntry last = record();

        await().until(() -> table.stored.contains(last));
    }

    @Test
    void writesOneFullBatchAfterTheOther() {
        start();
        List<AuditEntry> entries = Stream.generate(this::record).limit(4321).toList();

        await().until(() -> table.stored.size() == entries.size());
        assertThat(table.stored).containsExactlyElementsOf(entries);
    }

    @Test
    void writesIntoTheLogWhereThereIsNoDatabase() {
        table.exists = false;
        start();

        record();

        await().until(() -> logged() == 1);
        assertThat(table.asked).hasValue(0);
    }

    @Test
    void writesWhatWaitsBeforeTheEnd() {
        AuditWriter writer = writer(Duration.ofHours(1));
        writer.start(null);
        AuditEntry entry = record();

        writer.stop(null);
        record();

        assertThat(table.stored).containsExactly(entry);
        assertThat(logged()).as("what comes later").isEqualTo(1);
    }

    @Test
    void losesNothingIfTheTableFailsAtTheEnd() {
        table.away = true;
        AuditWriter writer = writer(Duration.ofHours(1));
        writer.start(null);
        record();

        writer.stop(null);

        assertThat(logged()).isEqualTo(1);
    }

    @Test
    void refusesAPaceThatIsNone() {
        assertThatThrownBy(() -> writer(Duration.ZERO).start(null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("bellhop.audit.flush-interval must be at least PT0.001S");
    }

    private void start() {
        writer(Duration.ofMillis(5)).start(null);
    }

    private AuditWriter writer(Duration flushInterval) {
        AuditConfig config = new AuditConfig() {
            @Override
            public Duration flushInterval() {
                return flushInterval;
            }

            @Override
            public Duration retryInterval() {
                return RETRY;
            }
        };
        return new AuditWriter(trail, table, log, config, vertx, new Time());
    }

    private AuditEntry record() {
        AuditEntry entry =
                AuditEntry.of(now.get(), UUID.randomUUID(), Action.TOKEN_ISSUED).entry();
        trail.record(entry);
        return entry;
    }

    private double logged() {
        return registry.get("bellhop.audit.entries").tag("to", "log").counter().count();
    }

    private final class Table extends AuditTable {
        final List<AuditEntry> stored = new CopyOnWriteArrayList<>();
        final AtomicInteger asked = new AtomicInteger();
        volatile boolean away;
        volatile boolean endless;
        volatile boolean exists = true;

        Table() {
            super(null, registry);
        }

        @Override
        boolean exists() {
            return exists;
        }

        @Override
        Future<Void> insert(List<AuditEntry> entries) {
            asked.incrementAndGet();
            if (away) {
                return Future.failedFuture("connection refused");
            }
            stored.addAll(entries);
            if (endless) {
                record();
            }
            return Future.succeededFuture();
        }
    }

    private final class Time extends Clock {
        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
