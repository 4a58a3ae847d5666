package dev.bellhop.issuer.key;

import dev.bellhop.issuer.audit.Action;
import dev.bellhop.issuer.audit.AuditEntry;
import dev.bellhop.issuer.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Every change of a key in the log, and every change that an operator was refused there and in the audit trail. The audit entries of changes are
 * written by the store, in the transaction of the change itself.
 */
@ApplicationScoped
class RingAudit {
    private static final Logger LOG = Logger.getLogger(RingAudit.class);

    private final AuditTrail trail;
    private final Clock clock;

    RingAudit(AuditTrail trail, Clock clock) {
        this.trail = trail;
        this.clock = clock;
    }

    /** What is written. */
    void changed(Author author, List<StoredKey> written) {
        Optional<Operator> operator = author.operator();
        for (StoredKey key : written) {
            LOG.infof(
                    "signing key %s%s kid=%s correlationId=%s",
                    key.revokedAt().isPresent() ? "revoked" : key.state().stored(),
                    operator.isPresent() ? " by an operator" : "",
                    key.kid(),
                    author.correlationId());
            if (key.state() == KeyState.ACTIVE && key.activatableAt().isEmpty()) {
                LOG.infof(
                        "key %s signs at once, as the first of its ring: if this issuer URL was in use before, verifiers refuse its tokens until they"
                                + " fetch the key set again",
                        key.kid());
            }
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

    /** What an operator asked for and got no answer to: the audit trail says whether it was done. */
    void unanswered(Operator operator, Action action, String kid, Throwable failure) {
        LOG.warnf(
                "change of signing keys unanswered action=%s kid=%s correlationId=%s: %s",
                action.code(), kid, operator.correlationId(), failure.getMessage());
    }

    static Action action(StoredKey key) {
        return switch (key.state()) {
            case PREPARED -> Action.KEY_PREPARED;
            case ACTIVE -> Action.KEY_ACTIVATED;
            case RETIRED -> Action.KEY_RETIRED;
            case REMOVED -> key.revokedAt().isPresent() ? Action.KEY_REVOKED : Action.KEY_REMOVED;
        };
    }
}
