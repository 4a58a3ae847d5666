package dev.bellhop.config.automation;

import dev.bellhop.config.administration.NamedRow;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "automation")
class Automation extends NamedRow {
    /** For Hibernate. */
    protected Automation() {}

    Automation(UUID organization, AutomationRequest request, Instant now) {
        super(organization, UUID.randomUUID(), now);
        apply(request);
    }

    final void apply(AutomationRequest request) {
        name(request.name());
        enabled(request.isEnabled());
    }
}
