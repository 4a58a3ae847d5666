package dev.bellhop.resolver.exchange;

import dev.bellhop.resolver.assertion.AssertionKey;
import dev.bellhop.resolver.assertion.ClientAssertion;
import dev.bellhop.resolver.assertion.ClientAssertions;
import dev.bellhop.resolver.diagnosis.Diagnosis;
import dev.bellhop.resolver.diagnosis.ResolutionException;
import dev.bellhop.resolver.exchange.Proof.Assertion;
import dev.bellhop.resolver.fresh.Deadline;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;

/**
 * One exchange, assertion or client secret included. A refusal that another assertion may cure is answered with one more, once. Whether
 * a refusal may be a change still on its way (a new federated credential, a rotated key) is judged by the config's age and its luck so
 * far.
 */
final class TokenExchange {
    private static final Duration ASSERTION_WITHIN = Duration.ofSeconds(10);
    private static final Duration PROPAGATION = Duration.ofMinutes(10);

    private final ClientAssertions assertions;
    private final ClientSecrets secrets;
    private final EntraTokenEndpoint entra;
    private final InstantSource clock;

    TokenExchange(ClientAssertions assertions, ClientSecrets secrets, EntraTokenEndpoint entra, InstantSource clock) {
        this.assertions = assertions;
        this.secrets = secrets;
        this.entra = entra;
        this.clock = clock;
    }

    /** Exchanges; fails with a {@link ResolutionException}. */
    Uni<AccessToken> exchange(TokenKey key, boolean succeededBefore) {
        return key.credential().isPresent() ? bySecret(key) : byAssertion(key, succeededBefore);
    }

    /** Exchanges this assertion, once; fails with a {@link ResolutionException} that does not call anything a change on its way. */
    Uni<AccessToken> exchangeOf(TokenKey key, ClientAssertion assertion) {
        return presented(key, new Assertion(assertion), false);
    }

    private Uni<AccessToken> bySecret(TokenKey key) {
        return secrets.secretOf(key.organization(), key.credential().orElseThrow())
                .chain(secret -> presented(key, new Proof.Secret(secret), false));
    }

    private Uni<AccessToken> byAssertion(TokenKey key, boolean succeededBefore) {
        AssertionKey wanted = key.assertion();
        return assertion(wanted)
                .chain(first -> entra.token(key, new Assertion(first))
                        .onFailure(TokenExchange::curedByAnotherAssertion)
                        .recoverWithUni(() -> {
                            assertions.drop(wanted, first);
                            return assertion(wanted)
                                    .chain(second -> presented(key, new Assertion(second), succeededBefore));
                        })
                        .onFailure(EntraRefusal.class)
                        .transform(refusal ->
                                diagnosed(key, new Assertion(first), (EntraRefusal) refusal, succeededBefore)));
    }

    private Uni<ClientAssertion> assertion(AssertionKey key) {
        return assertions.assertionFor(key, Deadline.in(ASSERTION_WITHIN));
    }

    private Uni<AccessToken> presented(TokenKey key, Proof proof, boolean succeededBefore) {
        return entra.token(key, proof)
                .onFailure(EntraRefusal.class)
                .transform(refusal -> diagnosed(key, proof, (EntraRefusal) refusal, succeededBefore));
    }

    private static boolean curedByAnotherAssertion(Throwable failure) {
        return failure instanceof EntraRefusal refusal && refusal.curedByAnotherAssertion();
    }

    private ResolutionException diagnosed(TokenKey key, Proof proof, EntraRefusal refusal, boolean succeededBefore) {
        boolean onItsWay = refusal.propagating() && (succeededBefore || isNew(key));
        Presented presented = Presented.of(key, proof);
        return new ResolutionException(
                Diagnosis.of(refusal.reason(), refusal.code(), presented.facts())
                        .because(refusal.remark())
                        .because(refusal.echo().comparedWith(presented))
                        .traced(refusal.ids())
                        .retryable(refusal.passes() || onItsWay),
                refusal.retryAfter());
    }

    private boolean isNew(TokenKey key) {
        return key.changedAt()
                .filter(changed -> clock.instant().isBefore(changed.plus(PROPAGATION)))
                .isPresent();
    }
}
