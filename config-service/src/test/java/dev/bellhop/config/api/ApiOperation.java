package dev.bellhop.config.api;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One operation of the served API description. */
record ApiOperation(String method, String path, JsonNode description) {

    static List<ApiOperation> all(URL openapi) {
        JsonNode api = read(openapi);
        List<ApiOperation> operations = new ArrayList<>();
        api.get("paths")
                .fields()
                .forEachRemaining(path -> path.getValue()
                        .fields()
                        .forEachRemaining(method ->
                                operations.add(new ApiOperation(method.getKey(), path.getKey(), method.getValue()))));
        return operations;
    }

    private static JsonNode read(URL openapi) {
        String text = given().queryParam("format", "json")
                .get(openapi)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String id() {
        return description.path("operationId").asText();
    }

    boolean isOfAnOrganization() {
        return path.contains("{organization}");
    }

    List<String> permissions() {
        List<String> permissions = new ArrayList<>();
        description.path("x-permissions").forEach(permission -> permissions.add(permission.asText()));
        return permissions;
    }

    /** The request's example, where there is a body. */
    Optional<JsonNode> exampleBody() {
        return Optional.of(description.at("/requestBody/content/application~1json/example"))
                .filter(example -> !example.isMissingNode());
    }

    List<String> bodiesWithoutExample() {
        List<String> without = new ArrayList<>();
        if (description.has("requestBody")) {
            note(description.at("/requestBody/content"), "request", without);
        }
        description
                .path("responses")
                .fields()
                .forEachRemaining(response -> note(response.getValue().path("content"), response.getKey(), without));
        boolean succeeds = description.path("responses").has("200")
                || description.path("responses").has("201")
                || description.path("responses").has("204");
        if (!succeeds) {
            without.add("no success");
        }
        return without;
    }

    private static void note(JsonNode content, String where, List<String> without) {
        content.fields().forEachRemaining(type -> {
            if (!type.getValue().has("example") && !type.getValue().has("examples")) {
                without.add(where + " " + type.getKey());
            }
        });
    }

    @Override
    public String toString() {
        return method.toUpperCase(Locale.ROOT) + " " + path;
    }
}
