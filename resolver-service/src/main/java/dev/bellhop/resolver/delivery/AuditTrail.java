package dev.bellhop.resolver.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.annotations.OnOverflow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** The audit topic, keyed by organization: a record is durable here before what it speaks of is released. */
@Startup // so that a wrong setting stops the start
@ApplicationScoped
public class AuditTrail {
    private static final String KICKOFF = "dev.bellhop.audit.v1";
    private static final String CONNECTION = "dev.bellhop.audit.connection.v1";

    private final DurableWrites writes;
    private final ObjectMapper json;

    AuditTrail(
            // Never more waiting than kickoffs are in flight.
            @Channel("audit") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<byte[]> audit,
            WriteConfig config,
            ObjectMapper json) {
        this.writes = new DurableWrites(audit, "bellhop.audit", config);
        this.json = json;
    }

    /** One attempt; fails unless it is durable in time. What it speaks of must not be released then. */
    public Uni<Void> record(AuditEvent record) {
        return Uni.createFrom().deferred(() -> writes.once(event(record)));
    }

    /** Until it is durable: for what has happened already. */
    public Uni<Void> recordAtLast(AuditEvent record) {
        return Uni.createFrom().deferred(() -> writes.untilDurable(event(record)));
    }

    void stop(@Observes ShutdownEvent stopping) {
        writes.stop();
    }

    private EventRecord event(AuditEvent record) {
        try {
            return new EventRecord(
                    record.organizationId().toString(),
                    record.auditId().toString(),
                    record instanceof AuditRecord ? KICKOFF : CONNECTION,
                    record.occurredAt(),
                    json.writeValueAsBytes(record));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an audit record is always writable", impossible);
        }
    }
}
