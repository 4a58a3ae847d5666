package dev.bellhop.issuer.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/** Entries as lines of the log category {@code dev.bellhop.issuer.audit}. May block as long as the log does. */
@ApplicationScoped
class AuditLog {
    private static final Logger LOG = Logger.getLogger("dev.bellhop.issuer.audit");

    private final Counter written;

    AuditLog(MeterRegistry registry) {
        this.written = AuditTable.written(registry, "log");
    }

    void write(List<AuditEntry> entries) {
        entries.forEach(entry -> LOG.info(AuditLine.of(entry)));
        written.increment(entries.size());
    }
}
