package dev.bellhop.config.variable;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.bellhop.config.administration.Kind;
import dev.bellhop.config.administration.UsedBy;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.FlushMode;

/** Which automations get which variables. One automation has a key once: the table's own constraint. */
@ApplicationScoped
class Assignments {
    static final String KEY_ONCE = "assignment_key_once";

    /** In the order of their ids, so that two changes that share automations queue and do not wait for each other. */
    private static final String LOCK = """
            select id from automation
            where organization_id = :organization and id = any (cast(string_to_array(:automations, ',') as uuid[]))
            order by id for no key update
            """;

    private static final String WITHDRAW = """
            delete from environment_variable_assignment
            where organization_id = :organization and variable_id = :variable
              and automation_id <> all (cast(string_to_array(:automations, ',') as uuid[]))
            """;
    /** Before any automation is added, or one that has another variable of the old key would stand in the way. */
    private static final String RENAME = """
            update environment_variable set key = :key
            where organization_id = :organization and id = :variable and key <> :key
            """;

    private static final String ASSIGN = """
            insert into environment_variable_assignment (organization_id, automation_id, variable_id, key)
            select v.organization_id, a.id, v.id, v.key
            from environment_variable v
            join automation a on a.organization_id = v.organization_id
                and a.id = any (cast(string_to_array(:automations, ',') as uuid[]))
            where v.organization_id = :organization and v.id = :variable
            on conflict (organization_id, automation_id, variable_id) do nothing
            """;

    private static final String OF_VARIABLES = """
            select variable_id, automation_id from environment_variable_assignment
            where organization_id = :organization
              and variable_id = any (cast(string_to_array(:variables, ',') as uuid[]))
            order by automation_id
            """;
    private static final String TO_AUTOMATION = """
            select variable_id from environment_variable_assignment
            where organization_id = :organization and automation_id = :automation
            order by variable_id
            """;
    private static final String USERS = """
            select a.id, a.name from environment_variable_assignment s
            join automation a on a.organization_id = s.organization_id and a.id = s.automation_id
            where s.organization_id = :organization and s.variable_id = :variable
            order by a.name limit 100
            """;
    private static final String CLASHES = """
            select automation_id, variable_id from environment_variable_assignment
            where organization_id = :organization and key = :key and variable_id <> :variable
              and automation_id = any (cast(string_to_array(:automations, ',') as uuid[]))
            order by automation_id limit 100
            """;

    /** The other variables of these automations: how many, and how much is in their values. */
    private static final String OTHERS = """
            select s.automation_id, count(*),
                   cast(sum(coalesce(octet_length(v.sealed_value), 0) + coalesce(octet_length(v.sealed_default_value), 0)) as bigint)
            from environment_variable_assignment s
            join environment_variable v on v.organization_id = s.organization_id and v.id = s.variable_id
            where s.organization_id = :organization and s.variable_id <> :variable
              and s.automation_id = any (cast(string_to_array(:automations, ',') as uuid[]))
            group by s.automation_id
            """;

    /** One clash of keys, as the problem shows it. */
    record Clash(UUID automationId, UUID existingId) {}

    /**
     * Makes these the variable's automations, and no others, under this key; assignments that stay follow it through the foreign
     * key. The row's revision is left to the row's own change. Until the transaction ends no other change assigns to these
     * automations, so what {@link #mustFit} counts stays as it is.
     */
    Uni<Void> set(UUID organization, UUID variable, String key, Collection<UUID> automations) {
        return Panache.getSession()
                .chain(s -> s.createNativeQuery(LOCK, UUID.class)
                        .setParameter("organization", organization)
                        .setParameter("automations", joined(automations))
                        .setFlushMode(FlushMode.MANUAL)
                        .getResultList()
                        .chain(() -> s.createNativeQuery(WITHDRAW)
                                .setParameter("organization", organization)
                                .setParameter("variable", variable)
                                .setParameter("automations", joined(automations))
                                .executeUpdate())
                        .chain(() -> s.createNativeQuery(RENAME)
                                .setParameter("organization", organization)
                                .setParameter("variable", variable)
                                .setParameter("key", key)
                                .executeUpdate())
                        .chain(() -> s.createNativeQuery(ASSIGN)
                                .setParameter("organization", organization)
                                .setParameter("variable", variable)
                                .setParameter("automations", joined(automations))
                                .executeUpdate()))
                .replaceWithVoid();
    }

    /**
     * Refuses a variable with which one of its automations would have too much; under the locks of {@link #set}. The reads for
     * resolution check again.
     *
     * @param bytes of the variable's own values, which need not be flushed yet
     */
    Uni<Void> mustFit(UUID organization, UUID variable, long bytes, Collection<UUID> automations) {
        return Panache.getSession()
                .chain(s -> s.createNativeQuery(OTHERS, Object[].class)
                        .setParameter("organization", organization)
                        .setParameter("variable", variable)
                        .setParameter("automations", joined(automations))
                        .setFlushMode(FlushMode.MANUAL) // the row itself is left out
                        .getResultList())
                .invoke(rows -> rows.forEach(row -> AutomationLimits.check(
                        (UUID) row[0], ((Number) row[1]).longValue() + 1, ((Number) row[2]).longValue() + bytes)))
                .replaceWithVoid();
    }

    /** The variables of an automation; no more than it may have. */
    Uni<List<UUID>> to(UUID organization, UUID automation) {
        return Panache.getSession()
                .chain(s -> s.createNativeQuery(TO_AUTOMATION, UUID.class)
                        .setParameter("organization", organization)
                        .setParameter("automation", automation)
                        .setMaxResults((int) AutomationLimits.MAX_VARIABLES)
                        .getResultList());
    }

    /** Automations by variable; one without is not in the map. */
    Uni<Map<UUID, List<UUID>>> of(UUID organization, Collection<UUID> variables) {
        return Panache.getSession()
                .chain(s -> s.createNativeQuery(OF_VARIABLES, Object[].class)
                        .setParameter("organization", organization)
                        .setParameter("variables", joined(variables))
                        .setFlushMode(FlushMode.MANUAL) // nothing it reads is written through entities
                        .getResultList())
                .map(rows -> rows.stream()
                        .collect(groupingBy(row -> (UUID) row[0], mapping(row -> (UUID) row[1], toList()))));
    }

    /** The automations that get the variable; the first hundred. */
    Uni<List<UsedBy>> users(UUID organization, UUID variable) {
        return Panache.getSession()
                .chain(s -> s.createNativeQuery(USERS, Object[].class)
                        .setParameter("organization", organization)
                        .setParameter("variable", variable)
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> new UsedBy(Kind.AUTOMATION, (UUID) row[0], (String) row[1]))
                        .toList());
    }

    /** Who has the key already, among these automations. */
    Uni<List<Clash>> clashes(UUID organization, UUID variable, String key, Collection<UUID> automations) {
        return Panache.getSession()
                .chain(s -> s.createNativeQuery(CLASHES, Object[].class)
                        .setParameter("organization", organization)
                        .setParameter("variable", variable)
                        .setParameter("key", key)
                        .setParameter("automations", joined(automations))
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> new Clash((UUID) row[0], (UUID) row[1]))
                        .toList());
    }

    private static String joined(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).collect(joining(","));
    }
}
