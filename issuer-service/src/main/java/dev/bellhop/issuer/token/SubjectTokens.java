package dev.bellhop.issuer.token;

import dev.bellhop.caller.Caller;
import dev.bellhop.caller.CallerException;
import dev.bellhop.caller.CallerTokens;
import dev.bellhop.caller.Edge;
import dev.bellhop.issuer.discovery.Issuer;
import dev.bellhop.issuer.key.CurrentKeys;
import dev.bellhop.issuer.key.SigningKeys;
import dev.bellhop.issuer.problem.IssuerException;
import dev.bellhop.issuer.token.TokenException.Error;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Mints: reads the request, has the caller proven, decides, signs, and has each outcome told. Signs on the event loop: 0.25 ms under Amazon's
 * provider, while workers brought fewer tokens per second (docs/adr/0010).
 */
@ApplicationScoped
class SubjectTokens {
    private static final Logger LOG = Logger.getLogger(SubjectTokens.class);

    private final CallerTokens callers;
    private final Issuer issuer;
    private final SigningKeys keys;
    private final TokenSigner signer;
    private final Outcomes outcomes;
    private final Minting minting;
    private final Clock clock;

    SubjectTokens(
            CallerTokens callers,
            Issuer issuer,
            SigningKeys keys,
            TokenSigner signer,
            Outcomes outcomes,
            TokenConfig config,
            Clock clock) {
        this.callers = callers;
        this.issuer = issuer;
        this.keys = keys;
        this.signer = signer;
        this.outcomes = outcomes;
        this.minting = Minting.of(config);
        this.clock = clock;
    }

    /** A signed token; its text is a credential. */
    record Minted(String token, SubjectToken subjectToken) {
        @Override
        public String toString() {
            return "Minted[" + subjectToken.jti() + "]";
        }
    }

    /** Has this bean made, and so its settings checked, before the first request. */
    void check(@Observes StartupEvent event) {}

    /** By token exchange: the proof is in the body. Fails with a {@link TokenException} only, and each is told by then. */
    Uni<Minted> exchange(Attempt attempt, String contentType, byte[] body) {
        return told(
                attempt,
                Uni.createFrom()
                        .deferred(() -> proven(attempt, contentType, body))
                        .map(caller -> minted(
                                attempt, caller, minting.lifeOf(attempt.target().orElseThrow()))));
    }

    /** For a caller that is proven otherwise. Fails with a {@link TokenException} only, and each is told by then. */
    Uni<Minted> issue(Attempt attempt, Supplier<TokenTarget> target, Uni<Caller> proven, Duration life) {
        return told(
                attempt,
                Uni.createFrom()
                        .deferred(() -> {
                            attempt.asksFor(target.get());
                            return proven;
                        })
                        .map(caller -> minted(attempt, caller, life)));
    }

    private Uni<Minted> told(Attempt attempt, Uni<Minted> minted) {
        return minted.onFailure().transform(failure -> {
            TokenException refused = foreseen(attempt, failure);
            outcomes.refused(attempt, refused);
            return refused;
        });
    }

    private Uni<Caller> proven(Attempt attempt, String contentType, byte[] body) {
        TokenRequest request = TokenRequest.of(FormBody.of(contentType, body));
        attempt.asksFor(request.target());
        return callers.verify(request.subjectToken(), available(), Edge.EXCHANGE)
                .onFailure(CallerException.class)
                .transform(reason -> unproven((CallerException) reason));
    }

    private Minted minted(Attempt attempt, Caller caller, Duration life) {
        attempt.provenBy(caller);
        TokenTarget target = attempt.target().orElseThrow();
        TokenPolicy.check(target, caller, minting.audiences());
        Instant now = clock.instant();
        CurrentKeys current = keysAt(now); // the ring's lease may have ended while the caller was proven
        SubjectToken token =
                SubjectToken.of(issuer.url().value(), target, now, life, current.signingUntil(), attempt.id());
        String signed = signer.sign(token.claims(), current.signing());
        outcomes.minted(attempt, token, current.signing().kid());
        return new Minted(signed, token);
    }

    /** Asked before any work is done for the caller. */
    private Instant available() {
        Instant now = clock.instant();
        keysAt(now);
        return now;
    }

    private CurrentKeys keysAt(Instant now) {
        try {
            issuer.url();
            return keys.at(now);
        } catch (IssuerException unavailable) {
            throw new TokenException(Error.TEMPORARILY_UNAVAILABLE, unavailable.getMessage(), unavailable);
        }
    }

    private static TokenException unproven(CallerException reason) {
        return new TokenException(
                reason.retryable() ? Error.TEMPORARILY_UNAVAILABLE : Error.INVALID_REQUEST,
                "subject_token: " + reason.getMessage(),
                reason);
    }

    /** Something of ours broke: the caller gets the correlation id and nothing else. */
    private static TokenException foreseen(Attempt attempt, Throwable failure) {
        if (failure instanceof TokenException known) {
            return known;
        }
        LOG.errorf(failure, "internal error correlationId=%s", attempt.id());
        return new TokenException(Error.SERVER_ERROR, "correlation id " + attempt.id(), failure);
    }
}
