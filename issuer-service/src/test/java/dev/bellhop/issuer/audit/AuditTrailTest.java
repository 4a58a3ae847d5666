package dev.bellhop.issuer.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AuditTrailTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AuditTrail trail = new AuditTrail(new AuditLog(registry));

    @Test
    void keepsWhatWaitsInItsOrder() {
        AuditEntry first = entry();
        AuditEntry second = entry();
        trail.record(first);
        trail.record(second);

        assertThat(trail.take(1)).containsExactly(first);
        assertThat(trail.take(10)).containsExactly(second);
        assertThat(trail.take(10)).isEmpty();
    }

    @Test
    void dropsNothingThatDoesNotFit() {
        for (int i = 0; i < AuditTrail.CAPACITY + 3; i++) {
            trail.record(entry());
        }

        assertThat(trail.take(Integer.MAX_VALUE)).hasSize(AuditTrail.CAPACITY);
        assertThat(logged()).isEqualTo(3);
    }

    @Test
    void logsAtOnceWhatComesAfterTheEnd() {
        trail.close();
        trail.record(entry());

        assertThat(trail.take(10)).isEmpty();
        assertThat(logged()).isEqualTo(1);
    }

    private double logged() {
        return registry.get("bellhop.audit.entries").tag("to", "log").counter().count();
    }

    private static AuditEntry entry() {
        return AuditEntry.of(Instant.EPOCH, UUID.randomUUID(), Action.TOKEN_ISSUED)
                .entry();
    }
}
