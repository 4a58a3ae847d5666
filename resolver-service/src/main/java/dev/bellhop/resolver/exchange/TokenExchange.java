package dev.bellhop.resolver.exchange;

import dev.bellhop.resolver.assertion.AssertionKey;
import dev.bellhop.resolver.assertion.ClientAssertion;
import dev.bellhop.resolver.assertion.ClientAssertions;
import dev.bellhop.resolver.diagnosis.Diagnosis;
import dev.bellhop.resolver.diagnosis.ResolutionException;
import dev.bellhop.resolver.fresh.Deadline;
import dev.bellhop.resolver.plan.WorkloadIdentityConfig;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * One exchange, assertion included. A refusal that another assertion may cure is answered with one more, once. Whether a refusal may be
 * a change still on its way (a new federated credential, a rotated key) is judged by the config's age and its luck so far.
 */
final class TokenExchange {
    private static final Duration ASSERTION_WITHIN = Duration.ofSeconds(10);
    private static final Duration PROPAGATION = Duration.ofMinutes(10);

    private final ClientAssertions assertions;
    private final EntraTokenEndpoint entra;
    private final InstantSource clock;

    TokenExchange(ClientAssertions assertions, EntraTokenEndpoint entra, InstantSource clock) {
        this.assertions = assertions;
        this.entra = entra;
        this.clock = clock;
    }

    /** Exchanges; fails with a {@link ResolutionException}. */
    Uni<AccessToken> exchange(TokenKey key, boolean succeededBefore) {
        AssertionKey wanted = key.assertion();
        return assertion(wanted)
                .chain(first -> entra.token(key, first)
                        .onFailure(TokenExchange::curedByAnotherAssertion)
                        .recoverWithUni(() -> {
                            assertions.drop(wanted, first);
                            return assertion(wanted).chain(second -> presented(key, second, succeededBefore));
                        })
                        .onFailure(EntraRefusal.class)
                        .transform(refusal -> diagnosed(key, first, (EntraRefusal) refusal, succeededBefore)));
    }

    private Uni<ClientAssertion> assertion(AssertionKey key) {
        return assertions.assertionFor(key, Deadline.in(ASSERTION_WITHIN));
    }

    private Uni<AccessToken> presented(TokenKey key, ClientAssertion assertion, boolean succeededBefore) {
        return entra.token(key, assertion)
                .onFailure(EntraRefusal.class)
                .transform(refusal -> diagnosed(key, assertion, (EntraRefusal) refusal, succeededBefore));
    }

    private static boolean curedByAnotherAssertion(Throwable failure) {
        return failure instanceof EntraRefusal refusal && refusal.curedByAnotherAssertion();
    }

    private ResolutionException diagnosed(
            TokenKey key, ClientAssertion presented, EntraRefusal refusal, boolean succeededBefore) {
        boolean onItsWay = refusal.propagating() && (succeededBefore || isNew(key.identity()));
        return new ResolutionException(
                Diagnosis.of(refusal.reason(), refusal.code(), facts(key, presented))
                        .because(refusal.remark())
                        .retryable(refusal.passes() || onItsWay),
                refusal.retryAfter());
    }

    private boolean isNew(WorkloadIdentityConfig config) {
        Instant changed = config.updatedAt();
        return changed != null && clock.instant().isBefore(changed.plus(PROPAGATION));
    }

    private static Map<String, String> facts(TokenKey key, ClientAssertion presented) {
        Map<String, String> facts = new HashMap<>();
        facts.put("tenant", key.identity().azure().tenantId());
        facts.put("client", key.identity().azure().clientId());
        facts.put("identity", key.identity().azure().identity());
        facts.put("config", key.identity().id().toString());
        facts.put("authority", key.cloud().authorityHost());
        facts.put("resource", key.cloud().vaultResource());
        facts.put("scope", key.cloud().vaultScope());
        facts.put("organization", key.organization().toString());
        facts.put("federatedName", "bellhop-" + key.automation().orElse(key.organization()));
        facts.put("issuer", presented.issuer());
        facts.put("subject", presented.subject());
        facts.put("audience", presented.audience());
        facts.put("kid", presented.keyId());
        facts.put("assertionExpires", presented.expiresAt().toString());
        return facts;
    }
}
