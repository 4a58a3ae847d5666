package dev.bellhop.caller;

import static dev.bellhop.caller.CallerException.Reason.AUDIENCE_MISMATCH;
import static dev.bellhop.caller.CallerException.Reason.ISSUER_UNKNOWN;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Turns bearer tokens into proven callers, for HTTP and Kafka edges alike. Never blocks. */
@Singleton
public final class CallerTokens {
    private final TrustedCallers trusted;
    private final Map<String, IssuerKeys> keys;

    @Inject
    CallerTokens(TrustedIssuers issuers) {
        this(issuers.callers(), issuers.keys());
    }

    CallerTokens(TrustedCallers trusted, Map<String, IssuerKeys> keys) {
        this.trusted = trusted;
        this.keys = keys;
    }

    /**
     * Proves who {@code token} speaks for. Cheap checks come first: a token that cannot be good starts no request to its issuer.
     *
     * @param token compact JWS, without the word Bearer
     * @param at when {@code exp} and {@code nbf} are judged, with 30 s of kindness; all else is judged now
     * @return fails with {@link CallerException}
     */
    public Uni<Caller> verify(String token, Instant at, Edge edge) {
        return Uni.createFrom().deferred(() -> {
            CompactJws jws = CompactJws.parse(token);
            TokenClaims claims = new TokenClaims(jws.claims());
            TrustedCaller caller = select(claims, edge);
            claims.subject();
            claims.requireValidAt(at);
            return keys.get(caller.issuer()).keyFor(jws.kid(), jws.algorithm()).map(key -> {
                key.verify(jws);
                return caller.prove(claims);
            });
        });
    }

    /** {@code iss} only selects among configured issuers; {@code aud} then selects one of that issuer's callers. */
    private TrustedCaller select(TokenClaims claims, Edge edge) {
        String issuer = claims.issuer();
        Map<String, TrustedCaller> byAudience = trusted.byAudience(issuer);
        if (byAudience.isEmpty()) {
            throw new CallerException(ISSUER_UNKNOWN, "issuer " + Presented.of(issuer) + " is not trusted here");
        }
        Set<String> presented = claims.audiences();
        Set<String> ours = new HashSet<>(presented);
        ours.removeIf(audience -> !byAudience.containsKey(audience) && !Audiences.ALL.contains(audience));
        if (ours.size() > 1) {
            throw new CallerException(
                    AUDIENCE_MISMATCH, "the token carries several of our audiences: " + Presented.of(ours));
        }
        TrustedCaller caller =
                ours.isEmpty() ? null : byAudience.get(ours.iterator().next());
        if (caller == null || !edge.accepts(caller.audience())) {
            throw new CallerException(
                    AUDIENCE_MISMATCH, "the token's aud " + Presented.of(presented) + " is not taken here");
        }
        return caller;
    }
}
