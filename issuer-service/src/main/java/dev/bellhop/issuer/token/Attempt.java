package dev.bellhop.issuer.token;

import dev.bellhop.caller.Caller;
import dev.bellhop.issuer.audit.Action;
import dev.bellhop.issuer.audit.AuditEntry;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** One request for a token, and what is known of it so far: one step after the other fills it in. What it comes to is told by {@link Outcomes}. */
final class Attempt {
    private final UUID id;
    private final Instant at;
    private final long startedNanos;
    private TokenTarget target;
    private Caller caller;

    /**
     * @param id names the request in its answer and in the audit trail, and is the {@code jti} of its token
     * @param startedNanos of the monotonic clock
     */
    Attempt(UUID id, Instant at, long startedNanos) {
        this.id = id;
        this.at = at;
        this.startedNanos = startedNanos;
    }

    UUID id() {
        return id;
    }

    long startedNanos() {
        return startedNanos;
    }

    /** Empty while the request could not be read. */
    Optional<TokenTarget> target() {
        return Optional.ofNullable(target);
    }

    void asksFor(TokenTarget wanted) {
        target = wanted;
    }

    void provenBy(Caller proven) {
        caller = proven;
    }

    boolean isProven() {
        return caller != null;
    }

    AuditEntry.Draft audited() {
        AuditEntry.Draft draft = AuditEntry.of(at, id, Action.TOKEN_ISSUED);
        if (caller != null) {
            draft.caller(caller.issuer(), caller.subject());
        }
        if (target != null) {
            draft.subject(target.organization(), target.automation().orElse(null))
                    .audience(target.audience())
                    .kickoff(target.kickoff().map(KickoffBinding::kickoffId).orElse(null));
        }
        return draft;
    }
}
