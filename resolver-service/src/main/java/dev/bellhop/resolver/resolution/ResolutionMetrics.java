package dev.bellhop.resolver.resolution;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.bellhop.resolver.delivery.ManifestEntry;
import dev.bellhop.resolver.delivery.VariableProblem;
import dev.bellhop.resolver.diagnosis.Diagnosis;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Kickoffs by how they ended; every label comes from a closed set. */
@ApplicationScoped
class ResolutionMetrics {
    private static final long SECRETS_REMEMBERED = 50_000;

    private final MeterRegistry registry;
    private final Timer rotationLag;
    /** The newest version that was delivered; no value. */
    private final Cache<Secret, Version> newest =
            Caffeine.newBuilder().maximumSize(SECRETS_REMEMBERED).build();

    private final Clock clock;

    ResolutionMetrics(MeterRegistry registry, Slots slots, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        this.rotationLag = Timer.builder("bellhop.rotation.lag")
                .description("from a secret's new version to the first kickoff that got it, on this replica")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofSeconds(1))
                .maximumExpectedValue(Duration.ofDays(1))
                .register(registry);
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
        if (outcome.failure().isEmpty() && !outcome.kickoff().dryRun()) {
            outcome.audit().reads().forEach(read -> rotated(outcome.kickoff().organization(), read));
        }
    }

    /** Of a version this replica has not delivered before, where it had delivered an older one. */
    private void rotated(UUID organization, ManifestEntry read) {
        if (read.updatedAt() == null || read.version() == null || read.credentialId() == null) {
            return;
        }
        Secret secret = new Secret(organization, read.credentialId(), read.secretName());
        Version before = newest.getIfPresent(secret);
        if (before == null || before.isFollowedBy(read)) {
            newest.put(secret, new Version(read.version(), read.updatedAt()));
            if (before != null) {
                rotationLag.record(Duration.between(read.updatedAt(), read.readStartedAt()));
            }
        }
    }

    /** @param updatedAt by the vault's clock, which counts seconds: two versions may share one */
    private record Version(String id, Instant updatedAt) {
        boolean isFollowedBy(ManifestEntry read) {
            return !id.equals(read.version()) && !read.updatedAt().isBefore(updatedAt);
        }
    }

    private record Secret(UUID organization, UUID credential, String name) {}

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
