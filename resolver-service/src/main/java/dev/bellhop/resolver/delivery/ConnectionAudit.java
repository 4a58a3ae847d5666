package dev.bellhop.resolver.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Who had a credential tested, how far it came, and which secret was read for it; never a value.
 *
 * @param action {@code credential.test}
 * @param outcome {@code passed} or {@code failed}
 * @param secretName absent where none was to be read
 */
public record ConnectionAudit(
        UUID auditId,
        Instant occurredAt,
        String action,
        String edge,
        String outcome,
        UUID organizationId,
        UUID credentialId,
        @JsonInclude(Include.NON_NULL) String secretName,
        AuditRecord.Caller caller,
        List<Hop> hops)
        implements AuditEvent {

    public ConnectionAudit {
        hops = List.copyOf(hops);
    }

    /** @param problem in short; absent unless it failed */
    public record Hop(
            String hop,
            String verdict,
            @JsonInclude(Include.NON_NULL) FailureProblem problem) {
        public Hop {
            problem = problem == null ? null : problem.inShort();
        }
    }
}
