package dev.bellhop.resolver.kickoff;

import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.resolution.Slots;
import dev.bellhop.resolver.resolution.TimeLimit.Receipt;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * The records this replica has received and not yet ended: how many it takes, how old they are, and that those in flight end before it
 * stops. Those that only wait for a slot then are handed back unacknowledged.
 */
@ApplicationScoped
class KickoffsHeld {
    private static final Logger LOG = Logger.getLogger(KickoffsHeld.class);
    private final Slots slots;
    private final MeterRegistry registry;
    private final Clock clock;
    private final Duration longestDrain;
    private final int capacity;
    private final List<KickoffIntake> intakes = new CopyOnWriteArrayList<>();
    private final Set<Receipt> held = ConcurrentHashMap.newKeySet();
    private final CountDownLatch drained = new CountDownLatch(1);
    private volatile boolean stopping;

    KickoffsHeld(
            Slots slots,
            MeterRegistry registry,
            Clock clock,
            KickoffConfig config,
            @ConfigProperty(name = "mp.messaging.incoming.kickoffs.concurrency", defaultValue = "1") int consumers) {
        this.slots = slots;
        this.registry = registry;
        this.clock = clock;
        this.longestDrain = config.drain();
        this.capacity = Math.max(1, slots.capacity() / consumers);
        Gauge.builder("bellhop.kickoffs.held", held, Set::size)
                .description("records received and not yet ended")
                .register(registry);
        Gauge.builder("bellhop.kickoffs.oldest.seconds", this::oldestSeconds)
                .description("age of the oldest record received and not yet ended")
                .register(registry);
    }

    KickoffIntake intake(Function<Message<byte[]>, Uni<Void>> handling) {
        KickoffIntake intake = new KickoffIntake(capacity, handling);
        intakes.add(intake);
        return intake;
    }

    void received(Receipt receipt) {
        held.add(receipt);
    }

    void ended(Receipt receipt) {
        held.remove(receipt);
        if (stopping && held.isEmpty()) {
            drained.countDown();
        }
    }

    void buried(Reason reason) {
        registry.counter("bellhop.kickoffs.dead.letters", "reason", reason.code())
                .increment();
    }

    int count() {
        return held.size();
    }

    /** Age in seconds of the oldest record received and not yet ended; 0 without one. */
    double oldestSeconds() {
        return oldest(clock.instant());
    }

    boolean stopping() {
        return stopping;
    }

    /** First of all, while everything the records in flight need still runs. */
    void drain(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        stopping = true;
        intakes.forEach(KickoffIntake::close);
        slots.close();
        if (!held.isEmpty() && !drained.await(longestDrain.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warnf("Stopping with %d kickoffs in flight: they will be resolved once more", held.size());
        }
    }

    private double oldest(Instant now) {
        return held.stream()
                .map(Receipt::at)
                .min(Instant::compareTo)
                .map(at -> Duration.between(at, now).toMillis() / 1_000.0)
                .orElse(0.0);
    }
}
