package dev.bellhop.caller;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** {@link CallerTokens} over key sets in memory, for one issuer or several, judged at one instant. */
final class Verifier {
    static final String ISSUER = "https://idp.acme.example";
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final CallerTokens tokens;

    Verifier(TrustedCallers callers, String jwks) {
        Map<String, IssuerKeys> keys = new HashMap<>();
        callers.byIssuer()
                .keySet()
                .forEach(issuer -> keys.put(
                        issuer,
                        new IssuerKeys(
                                issuer,
                                () -> Uni.createFrom().item(() -> parse(jwks)),
                                Settings.none().keys(),
                                System::nanoTime)));
        this.tokens = new CallerTokens(callers, keys);
    }

    /** Trusts {@link #ISSUER} for bellhop-config with all four kinds of key. */
    static Verifier forConfig() {
        return new Verifier(
                Settings.caller("people", ISSUER, "bellhop-config").callers(),
                TestIssuer.jwks(TestIssuer.RSA, TestIssuer.OTHER_RSA, TestIssuer.P256, TestIssuer.P384));
    }

    static Map<String, Object> claims() {
        return TestIssuer.claims(ISSUER, "ada", "bellhop-config", NOW);
    }

    static JsonWebKeys parse(String jwks) {
        try {
            return JsonWebKeys.parse(jwks.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Caller verify(String token) {
        return verify(token, NOW, Edge.HTTP);
    }

    Caller verify(String token, Instant at, Edge edge) {
        return tokens.verify(token, at, edge).await().indefinitely();
    }

    CallerException refusal(String token) {
        return refusal(token, NOW, Edge.HTTP);
    }

    CallerException refusal(String token, Instant at, Edge edge) {
        return catchThrowableOfType(CallerException.class, () -> verify(token, at, edge));
    }
}
