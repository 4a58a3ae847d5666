package dev.bellhop.config.automation;

import dev.bellhop.config.administration.AdministeredRows;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class AutomationRepository extends AdministeredRows<Automation> {

    /** Which of these the organization has. */
    Uni<List<UUID>> existing(UUID organization, Collection<UUID> ids) {
        return Panache.getSession()
                .chain(s -> s.createQuery(
                                "select id from Automation where organizationId = :organization and id in :ids",
                                UUID.class)
                        .setParameter("organization", organization)
                        .setParameter("ids", ids)
                        .getResultList());
    }

    /**
     * Takes the automation off every variable that is assigned to it. Each such variable shows fewer automations afterwards, so
     * its revision counts up, and a writer who read it before is told.
     */
    Uni<Void> unassign(UUID organization, UUID automation) {
        return Panache.getSession()
                .chain(s -> s.createNativeQuery("""
                                with gone as (
                                    delete from environment_variable_assignment
                                    where organization_id = :organization and automation_id = :automation
                                    returning variable_id)
                                update environment_variable set revision = revision + 1, updated_at = now()
                                where organization_id = :organization and id in (select variable_id from gone)
                                """)
                        .setParameter("organization", organization)
                        .setParameter("automation", automation)
                        .executeUpdate())
                .replaceWithVoid();
    }
}
