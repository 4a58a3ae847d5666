package dev.bellhop.config.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.bellhop.config.listing.Cursor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One change, as auditors read it.
 *
 * @param at when, by the service's clock
 * @param correlationId of the request, as its log lines and problems name it
 */
@Schema(name = "AuditEntry")
record AuditEntry(UUID id, Instant at, By by, UUID correlationId, Action action, Of resource, List<Change> changes) {

    /**
     * Who.
     *
     * @param caller the trusted caller issuer's name in our settings
     * @param issuer {@code iss} of the token
     * @param subject {@code sub} of the token
     */
    @Schema(name = "AuditEntryBy")
    record By(String caller, String issuer, String subject) {}

    /** What, by the name it had then. */
    @Schema(name = "AuditEntryResource")
    record Of(
            String kind,
            UUID id,
            @JsonInclude(Include.NON_NULL) String name) {}

    static AuditEntry of(Row row) {
        return new AuditEntry(
                row.getUUID("id"),
                row.getOffsetDateTime("at").toInstant(),
                new By(row.getString("caller"), row.getString("caller_issuer"), row.getString("caller_subject")),
                row.getUUID("correlation_id"),
                Action.valueOf(row.getString("action")),
                new Of(row.getString("resource_kind"), row.getUUID("resource_id"), row.getString("resource_name")),
                ((JsonArray) row.getJson("changes"))
                        .stream()
                                .map(JsonObject.class::cast)
                                .map(AuditEntry::change)
                                .toList());
    }

    private static Change change(JsonObject written) {
        return new Change(written.getString("field"), plain(written.getValue("from")), plain(written.getValue("to")));
    }

    private static Object plain(Object value) {
        if (value instanceof JsonObject object) {
            return object.getMap();
        }
        return value instanceof JsonArray array ? array.getList() : value;
    }

    Cursor cursor() {
        return new Cursor(at, id);
    }
}
