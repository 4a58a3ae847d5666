package dev.bellhop.config.administration;

import dev.bellhop.config.audit.AuditTrail;
import dev.bellhop.config.session.OrganizationSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/** Gives each kind of row its {@link Administration}. */
@ApplicationScoped
public class Administrations {
    private final OrganizationSession session;
    private final AuditTrail audit;
    private final Clock clock;

    Administrations(OrganizationSession session, AuditTrail audit, Clock clock) {
        this.session = session;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param views rows of one organization to what the API shows, in the same order, inside the transaction */
    public <E extends AdministeredRow, V extends View> Administration<E, V> of(
            Kind kind, AdministeredRows<E> rows, Function<List<E>, Uni<List<V>>> views) {
        return new Administration<>(kind, rows, views, session, audit, clock);
    }
}
