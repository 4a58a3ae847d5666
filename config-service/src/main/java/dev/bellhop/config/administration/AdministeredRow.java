package dev.bellhop.config.administration;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** A row of one organization. */
@MappedSuperclass
public abstract class AdministeredRow {
    @Id
    @Column(nullable = false, updatable = false)
    private UUID id;

    @Column(nullable = false, updatable = false)
    private UUID organizationId;

    /** Optimistic lock, part of the ETag; starts at 1. */
    @Version
    @Column(nullable = false)
    private int revision = 1;

    @Column(nullable = false, updatable = false)
    private Instant createdAt;

    @Column(nullable = false)
    private Instant updatedAt;

    /** For Hibernate. */
    protected AdministeredRow() {}

    protected AdministeredRow(UUID organizationId, UUID id, Instant now) {
        this.organizationId = organizationId;
        this.id = id;
        this.createdAt = stored(now);
        this.updatedAt = createdAt;
    }

    /** What lists by name are ordered by. */
    protected abstract String sortKey();

    public UUID id() {
        return id;
    }

    public UUID organizationId() {
        return organizationId;
    }

    public int revision() {
        return revision;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    void touch(Instant now) {
        updatedAt = stored(now);
    }

    /** PostgreSQL keeps microseconds; a cursor must find the very instant again. */
    private static Instant stored(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
