package dev.bellhop.resolver.resolution;

import dev.bellhop.resolver.delivery.VariableProblem;
import dev.bellhop.resolver.diagnosis.Diagnosis;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/** Kickoffs by how they ended; every label comes from a closed set. */
@ApplicationScoped
class ResolutionMetrics {
    private final MeterRegistry registry;
    private final Clock clock;

    ResolutionMetrics(MeterRegistry registry, Slots slots, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        Gauge.builder("bellhop.resolutions.in.flight", slots, Slots::inFlight)
                .description("resolutions that hold a slot")
                .register(registry);
        Gauge.builder("bellhop.resolutions.waiting", slots, Slots::waiting)
                .description("resolutions that wait for a slot")
                .register(registry);
    }

    void ended(Outcome outcome) {
        Timer.builder("bellhop.kickoffs")
                .description("kickoffs by outcome, from receipt to durable audit record")
                .tag(
                        "edge",
                        outcome.kickoff().dryRun()
                                ? "dry-run"
                                : outcome.kickoff().edge().code())
                .tag("outcome", outcome.failure().isPresent() ? "failed" : "resolved")
                .tag("reason", outcome.failure().map(ResolutionMetrics::reason).orElse("none"))
                .register(registry)
                .record(Duration.between(outcome.kickoff().receivedAt(), clock.instant()));
        outcome.audit().failures().forEach(this::variableFailed);
    }

    private void variableFailed(VariableProblem variable) {
        registry.counter(
                        "bellhop.variables.failed",
                        "hop",
                        variable.problem().hop(),
                        "reason",
                        variable.problem().type().substring("urn:bellhop:problem:".length()))
                .increment();
    }

    private static String reason(Diagnosis diagnosis) {
        return diagnosis.reason().code();
    }
}
