package dev.bellhop.config.audit;

import dev.bellhop.config.listing.Page;
import dev.bellhop.config.listing.PageRequest;
import dev.bellhop.config.listing.Times;
import dev.bellhop.config.problem.Checks;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Auditors' API: what was changed in an organization, also after it was deleted. */
@Path("/v1/organizations/{organization}/audit-entries")
@Tag(name = "Audit entries", description = "Who changed what, when")
@Produces(MediaType.APPLICATION_JSON)
class AuditEntryResource {
    private final AuditTrail trail;

    AuditEntryResource(AuditTrail trail) {
        this.trail = trail;
    }

    @GET
    @PermissionsAllowed("audit:read")
    @Operation(summary = "List audit entries, newest first, from (inclusive) and until (exclusive) an instant")
    public Uni<Page<AuditEntry>> list(
            UUID organization,
            @RestQuery String limit,
            @RestQuery String cursor,
            @RestQuery String from,
            @RestQuery String until) {
        Checks checks = new Checks();
        Instant since = instant("from", from, Instant.EPOCH, checks);
        Instant before = instant("until", until, Instant.parse("9999-12-31T00:00:00Z"), checks);
        checks.done();
        return trail.list(organization, PageRequest.of(limit, cursor), since, before);
    }

    private static Instant instant(String field, String written, Instant otherwise, Checks checks) {
        if (written == null) {
            return otherwise;
        }
        Instant at;
        try {
            at = Instant.parse(written);
        } catch (DateTimeParseException e) {
            at = Instant.MAX;
        }
        return checks.require(Times.holds(at), field, "an instant like 2026-11-21T10:00:00Z, of the years 0000 to 9999")
                ? at
                : otherwise;
    }
}
