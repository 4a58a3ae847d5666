package dev.bellhop.config.administration;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** A row that people know by a name of its own, unique in its organization whatever the case, and that can be switched off. */
@MappedSuperclass
public abstract class NamedRow extends AdministeredRow {
    @Column(nullable = false)
    private String name;

    @Column(nullable = false)
    private String nameKey;

    @Column(nullable = false)
    private boolean enabled;

    /** For Hibernate. */
    protected NamedRow() {}

    protected NamedRow(UUID organizationId, UUID id, Instant now) {
        super(organizationId, id, now);
    }

    public String name() {
        return name;
    }

    public boolean enabled() {
        return enabled;
    }

    @Override
    protected String sortKey() {
        return nameKey;
    }

    protected void name(String name) {
        this.name = name;
        this.nameKey = nameKey(name);
    }

    protected void enabled(boolean enabled) {
        this.enabled = enabled;
    }

    /** Folded here and not by the database, whose idea of case depends on its locale. */
    public static String nameKey(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }
}
