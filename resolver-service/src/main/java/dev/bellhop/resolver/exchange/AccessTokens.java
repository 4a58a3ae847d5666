package dev.bellhop.resolver.exchange;

import dev.bellhop.resolver.assertion.ClientAssertion;
import dev.bellhop.resolver.assertion.ClientAssertions;
import dev.bellhop.resolver.diagnosis.Hop;
import dev.bellhop.resolver.diagnosis.ResolutionException;
import dev.bellhop.resolver.fresh.Backoff;
import dev.bellhop.resolver.fresh.Deadline;
import dev.bellhop.resolver.fresh.RenewedTokens;
import dev.bellhop.resolver.plan.ResolutionPlans;
import dev.bellhop.resolver.upstream.UpstreamConfig;
import dev.bellhop.resolver.upstream.Upstreams;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Access tokens: one exchange in flight per key however many kickoffs ask; renewed ahead, the old one served while it is valid. */
@ApplicationScoped
public class AccessTokens {
    private static final Duration SECRET_WITHIN = Duration.ofSeconds(10);

    private final TokenExchange exchange;
    private final RenewedTokens<TokenKey, AccessToken> tokens;

    @Inject
    AccessTokens(
            EntraConfig config,
            UpstreamConfig upstream,
            Upstreams upstreams,
            ClientAssertions assertions,
            ResolutionPlans plans,
            Clock clock) {
        this(
                new TokenExchange(
                        assertions,
                        (organization, credential) ->
                                plans.clientSecretFor(organization, credential, Deadline.in(SECRET_WITHIN)),
                        new EntraTokenEndpoint(
                                upstreams.cloud(),
                                upstream.attemptTimeout(),
                                () -> ThreadLocalRandom.current().nextDouble()),
                        clock),
                new Backoff(
                        upstream.backoffBase(),
                        upstream.backoffCap(),
                        () -> ThreadLocalRandom.current().nextDouble()),
                config.maxTokens(),
                clock);
    }

    AccessTokens(TokenExchange exchange, Backoff backoff, long maxTokens, InstantSource clock) {
        this.exchange = exchange;
        this.tokens = new RenewedTokens<>(Hop.EXCHANGE, maxTokens, backoff, clock, exchange::exchange);
    }

    /** The key's access token; fails with a {@link ResolutionException}. */
    public Uni<AccessToken> tokenFor(TokenKey key, Deadline deadline) {
        return tokens.tokenFor(key, deadline);
    }

    /** Exchanges now, whatever is held or remembered; once it works, a refusal is remembered no longer. Fails with a {@link ResolutionException}. */
    public Uni<AccessToken> exchangedNow(TokenKey key, Optional<ClientAssertion> assertion) {
        return assertion
                .map(one -> exchange.exchangeOf(key, one))
                .orElseGet(() -> exchange.exchange(key, false))
                .invoke(token -> tokens.forgive(key));
    }

    /** A vault would not take this one: the next asker gets another. */
    public void drop(TokenKey key, AccessToken refused) {
        tokens.drop(key, refused);
    }
}
