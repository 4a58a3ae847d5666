package dev.bellhop.caller;

import static dev.bellhop.caller.CallerException.Reason.TOKEN_MALFORMED;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code Authorization: Bearer} (RFC 6750, section 2.1) as Quarkus's only way to authenticate. */
@Singleton
final class BearerMechanism implements HttpAuthenticationMechanism {
    /** RFC 6750, section 3: no error code where no token was sent. */
    static final String CHALLENGE = "Bearer";

    private static final String SCHEME = "Bearer ";
    private static final String REFUSAL = CallerException.class.getName();

    private final CallerTokens tokens;
    private final Clock clock;

    BearerMechanism(CallerTokens tokens, Instance<Clock> clocks) {
        this.tokens = tokens;
        this.clock = clocks.isResolvable() ? clocks.get() : Clock.systemUTC();
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        List<String> headers = context.request().headers().getAll(HttpHeaderNames.AUTHORIZATION);
        if (headers.size() > 1) {
            return refuse(context, new CallerException(TOKEN_MALFORMED, "there is more than one Authorization header"));
        }
        Optional<String> token = headers.stream()
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(header -> header.substring(SCHEME.length()).trim())
                .findFirst();
        if (token.isEmpty()) {
            return Uni.createFrom().nullItem();
        }
        return tokens.verify(token.get(), clock.instant(), Edge.HTTP)
                .map(BearerMechanism::identity)
                .onFailure(CallerException.class)
                .recoverWithUni(refusal -> refuse(context, (CallerException) refusal));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        CallerException refusal = context.get(REFUSAL);
        String challenge = refusal == null
                ? CHALLENGE
                : CHALLENGE + " error=\"invalid_token\", error_description=\""
                        + refusal.reason().code() + "\"";
        return Uni.createFrom().item(new ChallengeData(401, HttpHeaderNames.WWW_AUTHENTICATE, challenge));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of();
    }

    private static Uni<SecurityIdentity> refuse(RoutingContext context, CallerException refusal) {
        context.put(REFUSAL, refusal);
        return Uni.createFrom().failure(new AuthenticationFailedException(refusal));
    }

    private static SecurityIdentity identity(Caller caller) {
        QuarkusSecurityIdentity.Builder identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(caller.subject()))
                .addAttribute(Callers.ATTRIBUTE, caller);
        caller.entitlements().stream()
                .flatMap(entitlement -> entitlement.permissions().stream())
                .distinct()
                .forEach(identity::addPermissionAsString);
        return identity.build();
    }
}
