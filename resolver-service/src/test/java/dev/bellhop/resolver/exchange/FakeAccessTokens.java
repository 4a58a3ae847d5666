package dev.bellhop.resolver.exchange;

import dev.bellhop.resolver.assertion.FakeAssertions;
import dev.bellhop.resolver.fake.CloudServer;
import dev.bellhop.resolver.fresh.Backoff;
import dev.bellhop.resolver.secret.SecretText;
import dev.bellhop.resolver.upstream.Upstream;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;

/** Access tokens of an Entra that gives one to everybody: {@code token-1}, {@code token-2}. */
public final class FakeAccessTokens {
    private FakeAccessTokens() {}

    public static AccessTokens of(CloudServer issuer, CloudServer entra) {
        entra.answering(exchange -> exchange.answer(
                200,
                "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\"token-" + exchange.number()
                        + "\"}"));
        return new AccessTokens(
                new TokenExchange(
                        FakeAssertions.of(issuer),
                        (organization, credential) -> Uni.createFrom().item(SecretText.of("the-client-secret")),
                        new EntraTokenEndpoint(
                                new Upstream(entra.vertx(), entra.throughProxy(), Clock.systemUTC(), true),
                                Duration.ofSeconds(2),
                                () -> 0),
                        Clock.systemUTC()),
                new Backoff(Duration.ofMillis(5), Duration.ofMillis(20), () -> 0.5),
                100,
                Clock.systemUTC());
    }
}
