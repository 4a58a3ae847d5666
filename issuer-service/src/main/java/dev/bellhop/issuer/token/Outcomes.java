package dev.bellhop.issuer.token;

import dev.bellhop.caller.Audiences;
import dev.bellhop.issuer.audit.AuditTrail;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What requests for tokens come to, told to the audit trail and the metrics, each once. Labels are closed sets: an audience is the entry of
 * the configured list that it matches, never the request's own text.
 */
@ApplicationScoped
class Outcomes {
    private static final String MINTED = "minted";

    private final AuditTrail trail;
    private final MeterRegistry registry;
    private final Clock clock;
    private final AudienceList audiences;
    private final Map<Labels, Timer> timers = new ConcurrentHashMap<>();

    private record Labels(String audience, String outcome) {}

    Outcomes(AuditTrail trail, MeterRegistry registry, Clock clock, TokenConfig config) {
        this.trail = trail;
        this.registry = registry;
        this.clock = clock;
        this.audiences = Minting.of(config).audiences();
    }

    Attempt begin() {
        return new Attempt(UUID.randomUUID(), clock.instant(), System.nanoTime());
    }

    void minted(Attempt attempt, SubjectToken token, String kid) {
        trail.record(
                attempt.audited().token(token.jti(), token.expiresAt()).kid(kid).entry());
        count(attempt, MINTED);
    }

    void refused(Attempt attempt, TokenException why) {
        trail.record(
                attempt.audited().refused(why.error().code, why.getMessage()).entry());
        count(attempt, why.error().code);
    }

    private void count(Attempt attempt, String outcome) {
        timers.computeIfAbsent(new Labels(audience(attempt.target()), outcome), this::timer)
                .record(System.nanoTime() - attempt.startedNanos(), TimeUnit.NANOSECONDS);
    }

    private String audience(Optional<TokenTarget> target) {
        if (target.isEmpty()) {
            return "none";
        }
        String audience = target.get().audience();
        return audience.equals(Audiences.KICKOFF)
                ? audience
                : audiences.entryFor(audience).orElse("other");
    }

    private Timer timer(Labels labels) {
        return Timer.builder("bellhop.tokens")
                .description(
                        "requests for tokens, by audience as configured and by outcome, from arrival to signature or refusal")
                .tag("audience", labels.audience())
                .tag("outcome", labels.outcome())
                .register(registry);
    }
}
