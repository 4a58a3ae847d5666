package dev.bellhop.config.problem;

import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;

/** Ids in addresses, as strict as those in bodies. */
@Provider
class UuidParameters implements ParamConverterProvider {
    /** @param name what the problem calls the parameter */
    private record Converter(String name) implements ParamConverter<UUID> {
        @Override
        public UUID fromString(String value) {
            if (!StrictJson.isUuid(value)) {
                throw ConfigException.invalid(name, "a UUID, 8-4-4-4-12 hexadecimal digits");
            }
            return UUID.fromString(value);
        }

        @Override
        public String toString(UUID value) {
            return value.toString();
        }
    }

    @Override
    @SuppressWarnings("unchecked") // the class says what T is
    public <T> ParamConverter<T> getConverter(Class<T> rawType, Type genericType, Annotation[] annotations) {
        return rawType == UUID.class ? (ParamConverter<T>) new Converter(name(annotations)) : null;
    }

    /** A query parameter says its own; what stands in the path is an id. */
    private static String name(Annotation[] annotations) {
        return Arrays.stream(annotations)
                .filter(RestQuery.class::isInstance)
                .map(query -> ((RestQuery) query).value())
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("id");
    }
}
