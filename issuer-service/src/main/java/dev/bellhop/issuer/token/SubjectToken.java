package dev.bellhop.issuer.token;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The claims of a token to be signed (RFC 7519, section 4.1).
 *
 * @param claims in the order they are written
 */
record SubjectToken(UUID jti, Instant expiresAt, Duration life, Map<String, Object> claims) {
    /** Verifiers' clocks may be behind ours by this much. */
    private static final Duration BACKDATED = Duration.ofSeconds(60);

    /**
     * @param now whole seconds count; a fraction is dropped
     * @param publishedUntil when the signing key leaves the key set; a token never outlives it
     */
    static SubjectToken of(
            String issuer, TokenTarget target, Instant now, Duration life, Optional<Instant> publishedUntil, UUID jti) {
        long issuedAt = now.getEpochSecond();
        long expires = Math.min(
                issuedAt + life.toSeconds(),
                publishedUntil.map(Instant::getEpochSecond).orElse(Long.MAX_VALUE));
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer);
        claims.put("sub", subject(target));
        claims.put("aud", target.audience());
        claims.put("iat", issuedAt);
        claims.put("nbf", issuedAt - BACKDATED.toSeconds());
        claims.put("exp", expires);
        claims.put("jti", jti.toString());
        claims.put("organization_id", target.organization().toString());
        target.automation().ifPresent(id -> claims.put("automation_id", id.toString()));
        target.kickoff().ifPresent(kickoff -> bind(claims, kickoff));
        return new SubjectToken(jti, Instant.ofEpochSecond(expires), Duration.ofSeconds(expires - issuedAt), claims);
    }

    /** What federated credentials are registered for: ids, because names can be reused by others. */
    private static String subject(TokenTarget target) {
        return "organization:" + target.organization()
                + target.automation().map(id -> ":automation:" + id).orElse("");
    }

    /** {@code cnf} as RFC 7800, section 3.1, and RFC 9449, section 6.1, write it. */
    private static void bind(Map<String, Object> claims, KickoffBinding kickoff) {
        claims.put("kickoff_id", kickoff.kickoffId().toString());
        kickoff.recipientThumbprint().ifPresent(jkt -> claims.put("cnf", Map.of("jkt", jkt)));
    }
}
