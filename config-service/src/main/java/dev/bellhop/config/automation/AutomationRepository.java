package dev.bellhop.config.automation;

import dev.bellhop.config.administration.AdministeredRows;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
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
     * Keeps new assignments out until the transaction ends: they hold the row by its key, which the lock of an ordinary change
     * (for no key update) allows beside it.
     */
    Uni<Void> lockAgainstAssignment(UUID organization, UUID automation) {
        return Panache.getSession()
                .chain(s -> s.createNativeQuery(
                                "select id from automation where organization_id = :organization and id = :id for update",
                                UUID.class)
                        .setParameter("organization", organization)
                        .setParameter("id", automation)
                        .getSingleResultOrNull())
                .replaceWithVoid();
    }

    /** The variables that the automation gets, each with all the automations that get it. */
    Uni<List<AssignedVariable>> assigned(UUID organization, UUID automation) {
        return Panache.getSession()
                .chain(s -> s.createNativeQuery("""
                                select v.id, v.key, string_agg(cast(s.automation_id as text), ',' order by s.automation_id)
                                from environment_variable_assignment s
                                join environment_variable v on v.organization_id = s.organization_id and v.id = s.variable_id
                                where s.organization_id = :organization
                                  and v.id in (select variable_id from environment_variable_assignment
                                               where organization_id = :organization and automation_id = :automation)
                                group by v.id, v.key
                                """, Object[].class)
                        .setParameter("organization", organization)
                        .setParameter("automation", automation)
                        .getResultList())
                .map(found -> found.stream()
                        .map(row -> new AssignedVariable(
                                (UUID) row[0],
                                (String) row[1],
                                Arrays.stream(((String) row[2]).split(","))
                                        .map(UUID::fromString)
                                        .toList()))
                        .toList());
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
