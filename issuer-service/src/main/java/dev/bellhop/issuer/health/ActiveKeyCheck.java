package dev.bellhop.issuer.health;

import dev.bellhop.issuer.discovery.Issuer;
import dev.bellhop.issuer.key.KeyHealth;
import dev.bellhop.issuer.key.SigningKeys;
import dev.bellhop.issuer.problem.IssuerException;
import java.time.Clock;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready means: a token can be signed now, under a known issuer URL, by a clock that agrees with the database's. A database out of reach alone
 * is not the end of readiness, for the ring in memory serves on until its lease ends; it is shown as data.
 */
@Readiness
class ActiveKeyCheck implements HealthCheck {
    private final Issuer issuer;
    private final SigningKeys keys;
    private final KeyHealth health;
    private final Clock clock;

    ActiveKeyCheck(Issuer issuer, SigningKeys keys, KeyHealth health, Clock clock) {
        this.issuer = issuer;
        this.keys = keys;
        this.health = health;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("signing key");
        health.facts().forEach(answer::withData);
        try {
            answer.withData("issuer", issuer.url().value());
            answer.withData("kid", keys.at(clock.instant()).signing().kid());
        } catch (IssuerException unavailable) {
            return answer.withData("reason", unavailable.getMessage()).down().build();
        }
        return health.clockRefusal()
                .map(why -> answer.withData("reason", why).down())
                .orElseGet(answer::up)
                .build();
    }
}
