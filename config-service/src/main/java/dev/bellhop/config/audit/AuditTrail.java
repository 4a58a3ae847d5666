package dev.bellhop.config.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellhop.config.listing.Cursor;
import dev.bellhop.config.listing.Page;
import dev.bellhop.config.listing.PageRequest;
import dev.bellhop.config.session.OrganizationSession;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Appends entries; the table has no policy to change or remove one. */
@ApplicationScoped
public class AuditTrail {
    /** In PostgreSQL's order of UUIDs. */
    private static final UUID LAST = new UUID(-1, -1);

    /** Changes through text, or the driver would store the document as one JSON string. */
    private static final String APPEND = """
            insert into audit_entry (id, organization_id, at, caller, caller_issuer, caller_subject, correlation_id,
                                     action, resource_kind, resource_id, resource_name, changes)
            values (:id, :organization, :at, :caller, :issuer, :subject, :correlation,
                    :action, :kind, :resource, :name, cast(cast(:changes as text) as jsonb))
            """;

    private static final String LIST = """
            select id, at, caller, caller_issuer, caller_subject, correlation_id, action,
                   resource_kind, resource_id, resource_name, changes
            from audit_entry
            where organization_id = $1 and at >= $2 and at < $3 and (at, id) < ($4, $5)
            order by at desc, id desc
            limit $6
            """;

    private final OrganizationSession session;
    private final ObjectMapper json;
    private final Clock clock;

    AuditTrail(OrganizationSession session, ObjectMapper json, Clock clock) {
        this.session = session;
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

    /** Newest first; {@code from} inclusive, {@code until} exclusive. Of an organization that was deleted, too. */
    Uni<Page<AuditEntry>> list(UUID organization, PageRequest page, Instant from, Instant until) {
        Cursor start = page.after().orElse(new Cursor(until, LAST));
        return session.readingAny(
                        organization,
                        connection -> connection
                                .preparedQuery(LIST)
                                .execute(Tuple.of(
                                        organization,
                                        from.atOffset(ZoneOffset.UTC),
                                        until.atOffset(ZoneOffset.UTC),
                                        start.at().atOffset(ZoneOffset.UTC),
                                        start.id(),
                                        page.limit() + 1)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(AuditEntry::of)
                        .toList())
                .map(found -> Page.of(found, page, AuditEntry::cursor));
    }

    private String written(List<Change> changes) {
        try {
            return json.writeValueAsString(changes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an audit entry's changes are plain JSON values", e);
        }
    }
}
