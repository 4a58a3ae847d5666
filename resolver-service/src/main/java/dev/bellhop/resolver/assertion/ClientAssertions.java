package dev.bellhop.resolver.assertion;

import dev.bellhop.caller.ServiceTokens;
import dev.bellhop.resolver.diagnosis.Hop;
import dev.bellhop.resolver.diagnosis.ResolutionException;
import dev.bellhop.resolver.fresh.Backoff;
import dev.bellhop.resolver.fresh.Deadline;
import dev.bellhop.resolver.fresh.RenewedTokens;
import dev.bellhop.resolver.upstream.ServiceUrl;
import dev.bellhop.resolver.upstream.UpstreamConfig;
import dev.bellhop.resolver.upstream.Upstreams;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;

/** Subject tokens per organization (or automation) and audience, minted once and renewed ahead of need. */
@Startup
@ApplicationScoped
public class ClientAssertions {
    private final IssuerEndpoint endpoint;
    private final RenewedTokens<AssertionKey, ClientAssertion> tokens;

    @Inject
    ClientAssertions(
            AssertionConfig config, UpstreamConfig upstream, Upstreams upstreams, ServiceTokens tokens, Clock clock) {
        this(
                new IssuerEndpoint(
                        upstreams.services(),
                        ServiceUrl.of("bellhop.issuer.url", config.url()),
                        () -> tokens.tokenFor("issuer"),
                        upstream.attemptTimeout(),
                        () -> ThreadLocalRandom.current().nextDouble()),
                new Backoff(
                        upstream.backoffBase(),
                        upstream.backoffCap(),
                        () -> ThreadLocalRandom.current().nextDouble()),
                config.maxTokens(),
                clock);
    }

    ClientAssertions(IssuerEndpoint endpoint, Backoff backoff, long maxTokens, InstantSource clock) {
        this.endpoint = endpoint;
        this.tokens =
                new RenewedTokens<>(Hop.SUBJECT_TOKEN, maxTokens, backoff, clock, (key, before) -> endpoint.mint(key));
    }

    /** The assertion for this key; fails with a {@link ResolutionException}. */
    public Uni<ClientAssertion> assertionFor(AssertionKey key, Deadline deadline) {
        return tokens.tokenFor(key, deadline);
    }

    /** Mints one now, whatever is held or remembered; fails with a {@link ResolutionException}. */
    public Uni<ClientAssertion> mintedNow(AssertionKey key) {
        return endpoint.mint(key);
    }

    /** The cloud would not take this one: the next asker gets another. */
    public void drop(AssertionKey key, ClientAssertion refused) {
        tokens.drop(key, refused);
    }
}
