package dev.bellhop.config.organization;

import dev.bellhop.config.administration.NamedRow;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A row that belongs to itself: its organization id is its id. */
@Entity
@Table(name = "organization")
class Organization extends NamedRow {
    /** For Hibernate. */
    protected Organization() {}

    Organization(UUID id, OrganizationRequest request, Instant now) {
        super(id, id, now);
        apply(request);
    }

    final void apply(OrganizationRequest request) {
        name(request.name());
        enabled(request.isEnabled());
    }
}
