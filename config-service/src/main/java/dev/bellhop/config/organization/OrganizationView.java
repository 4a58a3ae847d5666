package dev.bellhop.config.organization;

import dev.bellhop.config.administration.View;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An organization as the API shows it. */
@Schema(name = "Organization")
record OrganizationView(UUID id, String name, boolean enabled, int revision, Instant createdAt, Instant updatedAt)
        implements View {

    static OrganizationView of(Organization row) {
        return new OrganizationView(
                row.id(), row.name(), row.enabled(), row.revision(), row.createdAt(), row.updatedAt());
    }

    @Override
    public String label() {
        return name;
    }

    @Override
    public Map<String, Object> auditFields() {
        return Map.of("name", name, "enabled", enabled);
    }
}
