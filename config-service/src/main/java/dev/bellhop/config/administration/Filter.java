package dev.bellhop.config.administration;

import dev.bellhop.config.problem.Checks;
import io.quarkus.panache.common.Parameters;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Which rows of a list are wanted. Where the beginning of a name is given, the list is in the order of names: then a page is a
 * stretch of one index however many rows begin so.
 */
public final class Filter {
    /** Behind every text that begins with what stands before it. */
    private static final String BEYOND = Character.toString(Character.MAX_CODE_POINT);

    private final Map<String, Object> equal = new LinkedHashMap<>();
    private final Map<String, Map.Entry<String, Object>> conditions = new LinkedHashMap<>();
    private Collection<UUID> among;
    private String nameProperty;
    private String beginning;

    private Filter() {}

    /** All rows. */
    public static Filter none() {
        return new Filter();
    }

    /**
     * By the beginning of the name that people gave, whatever its case.
     *
     * @param name as it came in the query; null: all
     */
    public static Filter named(String name) {
        Filter filter = new Filter();
        if (beginning(name)) {
            filter.nameProperty = "nameKey";
            filter.beginning = NamedRow.nameKey(name);
        }
        return filter;
    }

    /** By the beginning of a property that is compared as it stands. */
    public static Filter named(String property, String name) {
        Filter filter = new Filter();
        if (beginning(name)) {
            filter.nameProperty = property;
            filter.beginning = name;
        }
        return filter;
    }

    private static boolean beginning(String name) {
        if (name == null || name.isEmpty()) {
            return false;
        }
        Checks checks = new Checks();
        checks.beginning("name", name);
        checks.done();
        return true;
    }

    /** @param value null: all */
    public Filter having(String property, Object value) {
        if (value != null) {
            equal.put(property, value);
        }
        return this;
    }

    /**
     * By a condition of one's own.
     *
     * @param condition words of ours with one parameter, never input
     * @param value null: all
     */
    public Filter when(String condition, String parameter, Object value) {
        if (value != null) {
            conditions.put(condition, Map.entry(parameter, value));
        }
        return this;
    }

    /** @param ids few: they are in the statement */
    public Filter among(Collection<UUID> ids) {
        among = ids;
        return this;
    }

    public boolean isByName() {
        return nameProperty != null;
    }

    /** Whether it is known beforehand that there is no such row. */
    public boolean isOfNone() {
        return among != null && among.isEmpty();
    }

    String order() {
        return isByName() ? nameProperty : "createdAt";
    }

    /** The conditions, each with its {@code and}. */
    public String conditions(Parameters parameters) {
        StringBuilder where = new StringBuilder();
        equal.forEach((property, value) -> {
            where.append(" and ").append(property).append(" = :").append(property);
            parameters.and(property, value);
        });
        conditions.forEach((condition, parameter) -> {
            where.append(" and ").append(condition);
            parameters.and(parameter.getKey(), parameter.getValue());
        });
        if (among != null) {
            where.append(" and id in :among");
            parameters.and("among", among);
        }
        if (isByName()) {
            where.append(" and %1$s >= :beginning and %1$s < :beyond".formatted(nameProperty));
            parameters.and("beginning", beginning).and("beyond", beginning + BEYOND);
        }
        return where.toString();
    }
}
