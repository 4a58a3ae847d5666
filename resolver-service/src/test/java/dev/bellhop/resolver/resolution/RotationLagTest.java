package dev.bellhop.resolver.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.caller.Caller;
import dev.bellhop.resolver.delivery.Environment;
import dev.bellhop.resolver.delivery.ManifestEntry;
import dev.bellhop.resolver.fresh.Deadline;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RotationLagTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final UUID ORGANIZATION = UUID.randomUUID();
    private static final UUID CREDENTIAL = UUID.randomUUID();

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ResolutionMetrics metrics = new ResolutionMetrics(registry, TestSlots.of(1), Clock.systemUTC());

    @Test
    void countsTheFirstKickoffThatGetsANewVersion() {
        deliver("v1", NOW.minusSeconds(3_600), NOW);
        deliver("v2", NOW.plusSeconds(60), NOW.plusSeconds(75));
        deliver("v2", NOW.plusSeconds(60), NOW.plusSeconds(90));

        assertThat(lag().count()).isEqualTo(1);
        assertThat(lag().totalTime(TimeUnit.SECONDS)).isEqualTo(15);
    }

    @Test
    void twoVersionsOfOneSecondAreTwo() {
        deliver("v1", NOW, NOW);
        deliver("v2", NOW, NOW.plusMillis(300));

        assertThat(lag().count()).isEqualTo(1);
    }

    @Test
    void anOlderOneThatSomebodyPinnedIsNoRotation() {
        deliver("v2", NOW, NOW);
        deliver("v1", NOW.minusSeconds(60), NOW.plusSeconds(1));
        deliver("v2", NOW, NOW.plusSeconds(2));

        assertThat(lag().count()).isZero();
    }

    private Timer lag() {
        return registry.get("bellhop.rotation.lag").timer();
    }

    private void deliver(String version, Instant updatedAt, Instant readAt) {
        Kickoff kickoff = new Kickoff(
                UUID.randomUUID(),
                ORGANIZATION,
                UUID.randomUUID(),
                "crew",
                Optional.empty(),
                false,
                Kickoff.Edge.KAFKA,
                new Caller("schedulers", "https://issuer.test", "s", "bellhop-kickoff", List.of(), Map.of()),
                NOW,
                Deadline.in(Duration.ofSeconds(30)),
                Optional.empty());
        ManifestEntry entry = new ManifestEntry(
                "KEY", CREDENTIAL, "key", version, updatedAt, null, readAt, 1, "hmac-sha256:00", List.of());
        Environment environment =
                new Environment(kickoff.id(), ORGANIZATION, kickoff.automation(), Map.of(), List.of(entry));
        metrics.ended(Outcome.resolved(kickoff, environment, null, Map.of(), List.of(), NOW));
    }
}
