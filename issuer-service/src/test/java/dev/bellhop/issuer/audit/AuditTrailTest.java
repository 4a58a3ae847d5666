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

    @Test
    void writesSoManyStrangersASecondAndSaysHowManyMore() {
        Instant later = Instant.EPOCH.plusSeconds(1);
        for (int i = 0; i < StrangersAllowance.PER_SECOND + 7; i++) {
            trail.recordStranger(stranger(Instant.EPOCH.plusMillis(i)));
        }
        assertThat(trail.take(1000))
                .hasSize(StrangersAllowance.PER_SECOND)
                .allSatisfy(entry -> assertThat(entry.description()).isEqualTo("token-malformed"));

        trail.recordStranger(stranger(later));
        trail.recordStranger(stranger(later));

        assertThat(trail.take(1000).stream().map(AuditEntry::description))
                .containsExactly("token-malformed (and 7 more of unproven callers, not written)", "token-malformed");
    }

    @Test
    void passesNobodyOverThatWasProven() {
        for (int i = 0; i < 10 * StrangersAllowance.PER_SECOND; i++) {
            trail.record(entry());
        }

        assertThat(trail.take(AuditTrail.CAPACITY)).hasSize(10 * StrangersAllowance.PER_SECOND);
    }

    private static AuditEntry stranger(Instant at) {
        return AuditEntry.of(at, UUID.randomUUID(), Action.TOKEN_ISSUED)
                .refused("invalid_request", "token-malformed")
                .entry();
    }

    private double logged() {
        return registry.get("bellhop.audit.entries").tag("to", "log").counter().count();
    }

    private static AuditEntry entry() {
        return AuditEntry.of(Instant.EPOCH, UUID.randomUUID(), Action.TOKEN_ISSUED)
                .entry();
    }
}
