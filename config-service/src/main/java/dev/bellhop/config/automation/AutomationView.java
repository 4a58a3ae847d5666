package dev.bellhop.config.automation;

import dev.bellhop.config.administration.View;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An automation as the API shows it. */
@Schema(name = "Automation")
record AutomationView(UUID id, String name, boolean enabled, int revision, Instant createdAt, Instant updatedAt)
        implements View {

    static AutomationView of(Automation row) {
        return new AutomationView(
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
