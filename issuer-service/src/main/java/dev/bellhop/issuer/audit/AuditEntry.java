package dev.bellhop.issuer.audit;

import java.time.Instant;
import java.util.UUID;

/**
 * One entry of the audit trail. What does not apply, or was not known by then, is null. Holds identifiers, never a token.
 *
 * @param at when, by this replica's clock
 * @param correlationId of the request, as its answer names it
 * @param reason why it was refused, from a closed set; null if it was done
 * @param callerIssuer {@code iss} of the caller's proven token
 * @param callerSubject {@code sub} of the caller's proven token
 * @param kid of the key that signed the token, or that was changed
 * @param expiresAt of the token
 */
public record AuditEntry(
        Instant at,
        UUID correlationId,
        Action action,
        String reason,
        String description,
        String callerIssuer,
        String callerSubject,
        UUID organization,
        UUID automation,
        String audience,
        UUID kickoffId,
        UUID jti,
        String kid,
        Instant expiresAt) {

    /** An entry to be filled in. */
    public static Draft of(Instant at, UUID correlationId, Action action) {
        return new Draft(at, correlationId, action);
    }

    boolean refused() {
        return reason != null;
    }

    /** The same, saying that as many like it were passed over before. */
    AuditEntry after(long passedOver) {
        return new AuditEntry(
                at,
                correlationId,
                action,
                reason,
                description + " (and " + passedOver + " more of unproven callers, not written)",
                callerIssuer,
                callerSubject,
                organization,
                automation,
                audience,
                kickoffId,
                jti,
                kid,
                expiresAt);
    }

    /** An entry while it is being filled in, by one thread. */
    public static final class Draft {
        private final Instant at;
        private final UUID correlationId;
        private final Action action;
        private String reason;
        private String description;
        private String callerIssuer;
        private String callerSubject;
        private UUID organization;
        private UUID automation;
        private String audience;
        private UUID kickoffId;
        private UUID jti;
        private String kid;
        private Instant expiresAt;

        private Draft(Instant at, UUID correlationId, Action action) {
            this.at = at;
            this.correlationId = correlationId;
            this.action = action;
        }

        /** Who did or asked it, as the token proved. */
        public Draft caller(String issuer, String subject) {
            callerIssuer = issuer;
            callerSubject = subject;
            return this;
        }

        /** For whom the token is; the automation may be null. */
        public Draft subject(UUID organization, UUID automation) {
            this.organization = organization;
            this.automation = automation;
            return this;
        }

        public Draft audience(String audience) {
            this.audience = audience;
            return this;
        }

        /** May be null. */
        public Draft kickoff(UUID kickoffId) {
            this.kickoffId = kickoffId;
            return this;
        }

        public Draft token(UUID jti, Instant expiresAt) {
            this.jti = jti;
            this.expiresAt = expiresAt;
            return this;
        }

        public Draft kid(String kid) {
            this.kid = kid;
            return this;
        }

        /** What a reader should know beside the other members; no token and no key. */
        public Draft description(String description) {
            this.description = description;
            return this;
        }

        /** @param reason from a closed set */
        public Draft refused(String reason, String description) {
            this.reason = reason;
            this.description = description;
            return this;
        }

        /** As filled in so far. */
        public AuditEntry entry() {
            return new AuditEntry(
                    at,
                    correlationId,
                    action,
                    reason,
                    description,
                    callerIssuer,
                    callerSubject,
                    organization,
                    automation,
                    audience,
                    kickoffId,
                    jti,
                    kid,
                    expiresAt);
        }
    }
}
