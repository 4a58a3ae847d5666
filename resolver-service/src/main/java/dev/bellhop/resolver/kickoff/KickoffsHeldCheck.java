package dev.bellhop.resolver.kickoff;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * How many records are held and how old the oldest is, to be seen beside the other checks. Never down: a replica that waits for a
 * topic goes on by itself once that is back, and a restart would only have its kickoffs resolved twice.
 */
@Readiness
@ApplicationScoped
class KickoffsHeldCheck implements HealthCheck {
    private final KickoffsHeld held;

    KickoffsHeldCheck(KickoffsHeld held) {
        this.held = held;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("Kickoffs held")
                .up()
                .withData("held", held.count())
                .withData("oldestSeconds", (long) held.oldestSeconds())
                .build();
    }
}
