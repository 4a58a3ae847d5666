package dev.bellhop.config.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Appends entries; the table has no policy to change or remove one. */
@ApplicationScoped
public class AuditTrail {
    private static final String APPEND = """
            insert into audit_entry (id, organization_id, at, caller, caller_issuer, caller_subject, correlation_id,
                                     action, resource_kind, resource_id, resource_name, changes)
            values (:id, :organization, :at, :caller, :issuer, :subject, :correlation,
                    :action, :kind, :resource, :name, cast(:changes as jsonb))
            """;

    private final ObjectMapper json;
    private final Clock clock;

    AuditTrail(ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** Part of the transaction at hand: no change without its entry, no entry without its change. */
    public Uni<Void> append(Author author, Action action, Subject subject, List<Change> changes) {
        return Panache.getSession()
                .chain(s -> s.createNativeQuery(APPEND)
                        .setParameter("id", UUID.randomUUID())
                        .setParameter("organization", subject.organization())
                        .setParameter("at", clock.instant())
                        .setParameter("caller", author.caller().name())
                        .setParameter("issuer", author.caller().issuer())
                        .setParameter("subject", author.caller().subject())
                        .setParameter("correlation", author.correlationId())
                        .setParameter("action", action.name())
                        .setParameter("kind", subject.kind())
                        .setParameter("resource", subject.id())
                        .setParameter("name", subject.name())
                        .setParameter("changes", written(changes))
                        .executeUpdate())
                .replaceWithVoid();
    }

    private String written(List<Change> changes) {
        try {
            return json.writeValueAsString(changes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an audit entry's changes are plain JSON values", e);
        }
    }
}
