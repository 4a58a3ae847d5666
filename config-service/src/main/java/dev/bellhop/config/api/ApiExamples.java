package dev.bellhop.config.api;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One example for each schema, out of {@code openapi/examples.json}; the test of the permissions sends them. */
final class ApiExamples {
    private static final String FILE = "/openapi/examples.json";

    private final Map<String, Map<String, Object>> examples;

    private ApiExamples(Map<String, Map<String, Object>> examples) {
        this.examples = examples;
    }

    static ApiExamples load() {
        try (InputStream file = ApiExamples.class.getResourceAsStream(FILE)) {
            return new ApiExamples(new ObjectMapper().readValue(file, new TypeReference<>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }

    /** A page of something shows one of them. */
    Optional<Object> of(String schema) {
        if (schema.startsWith("Page")) {
            return of(schema.replaceAll("^Page|View$", "")).map(item -> {
                Map<String, Object> page = new LinkedHashMap<>();
                page.put("items", List.of(item));
                page.put("nextCursor", null);
                return page;
            });
        }
        return Optional.ofNullable(examples.get(schema));
    }

    Optional<Object> ofProblem(String status) {
        return Optional.ofNullable(examples.get("Problem" + status));
    }
}
