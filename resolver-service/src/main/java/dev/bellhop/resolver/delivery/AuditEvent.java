package dev.bellhop.resolver.delivery;

import java.time.Instant;
import java.util.UUID;

/** What the audit topic keeps: kickoffs and dry runs, and tests of connections. */
sealed interface AuditEvent permits AuditRecord, ConnectionAudit {
    /** Its own id. */
    UUID auditId();

    /** Whose it is, and the record's key. */
    UUID organizationId();

    /** When. */
    Instant occurredAt();
}
