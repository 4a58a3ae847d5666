package dev.bellhop.config.problem;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses query parameters that nobody reads: a filter with a slip of the pen must not answer everything. */
final class KnownQuery {

    /** Behind the question of who is asking. */
    @ServerRequestFilter(priority = Priorities.USER + 100)
    public void check(ResourceInfo resource, UriInfo uri) {
        Set<String> known = Arrays.stream(resource.getResourceMethod().getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(RestQuery.class))
                .map(KnownQuery::name)
                .collect(Collectors.toCollection(TreeSet::new));
        List<FieldError> unknown = uri.getQueryParameters().keySet().stream()
                .filter(name -> !known.contains(name))
                .map(name -> new FieldError(
                        name,
                        "no such parameter; known here: " + (known.isEmpty() ? "none" : String.join(", ", known))))
                .toList();
        if (!unknown.isEmpty()) {
            throw ConfigException.invalid(unknown);
        }
    }

    private static String name(Parameter parameter) {
        String given = parameter.getAnnotation(RestQuery.class).value();
        return given.isEmpty() ? parameter.getName() : given;
    }
}
