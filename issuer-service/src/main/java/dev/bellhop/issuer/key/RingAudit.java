package dev.bellhop.issuer.key;

import dev.bellhop.issuer.audit.Action;
import dev.bellhop.issuer.audit.AuditEntry;
import dev.bellhop.issuer.audit.AuditTrail;
import dev.bellhop.issuer.problem.IssuerException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Every change of a key, made by an operator or due by itself, and every change that was refused: in the audit trail, and one line each in the log. */
@ApplicationScoped
class RingAudit {
    private static final Logger LOG = Logger.getLogger(RingAudit.class);

    private final AuditTrail trail;
    private final Clock clock;

    RingAudit(AuditTrail trail, Clock clock) {
        this.trail = trail;
        this.clock = clock;
    }

    /** What a replica did because it was due. */
    void changed(List<StoredKey> written) {
        UUID correlationId = UUID.randomUUID();
        written.forEach(key -> trail.record(entry(correlationId, key).entry()));
        written.forEach(key -> LOG.infof("signing key %s kid=%s", key.state().stored(), key.kid()));
    }

    /** What an operator did. */
    void changed(Operator operator, List<StoredKey> written) {
        for (StoredKey key : written) {
            trail.record(entry(operator.correlationId(), key)
                    .caller(operator.issuer(), operator.subject())
                    .entry());
            LOG.infof(
                    "signing key %s by an operator kid=%s correlationId=%s",
                    key.state().stored(), key.kid(), operator.correlationId());
        }
    }

    /** What an operator was refused. */
    void refused(Operator operator, Action action, String kid, RingRefusal refusal) {
        trail.record(AuditEntry.of(clock.instant(), operator.correlationId(), action)
                .caller(operator.issuer(), operator.subject())
                .kid(kid)
                .refused(refusal.reason().code(), refusal.getMessage())
                .entry());
        LOG.infof(
                "change of signing keys refused reason=%s correlationId=%s: %s",
                refusal.reason().code(), operator.correlationId(), refusal.getMessage());
    }

    /** What an operator asked for and got no answer to: it may have been done all the same. */
    void failed(Operator operator, Action action, String kid, IssuerException failure) {
        trail.record(AuditEntry.of(clock.instant(), operator.correlationId(), action)
                .caller(operator.issuer(), operator.subject())
                .kid(kid)
                .refused(failure.reason().code(), "outcome unknown: " + failure.getMessage())
                .entry());
        LOG.warnf(
                "change of signing keys failed, outcome unknown reason=%s correlationId=%s: %s",
                failure.reason().code(), operator.correlationId(), failure.getMessage());
    }

    private AuditEntry.Draft entry(UUID correlationId, StoredKey key) {
        return AuditEntry.of(clock.instant(), correlationId, action(key)).kid(key.kid());
    }

    private static Action action(StoredKey key) {
        return switch (key.state()) {
            case PREPARED -> Action.KEY_PREPARED;
            case ACTIVE -> Action.KEY_ACTIVATED;
            case RETIRED -> Action.KEY_RETIRED;
            case REMOVED -> key.revokedAt().isPresent() ? Action.KEY_REVOKED : Action.KEY_REMOVED;
        };
    }
}
