package dev.bellhop.config.api;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/**
 * Completes the generated description: each operation gets the permissions that its method asks for ({@code x-permissions}), the
 * problems it may end in, and examples for what is sent and answered. An operation without a permission, or whose body or answer
 * has no example, is left as it is; tests refuse it.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ApiDescription implements OASFilter {
    static final String PERMISSIONS = "x-permissions";

    private static final DotName PERMISSIONS_ALLOWED = DotName.createSimple("io.quarkus.security.PermissionsAllowed");
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";
    private static final String PROBLEM_SCHEMA = "Problem";
    private static final Map<String, String> PROBLEMS = new TreeMap<>(Map.of(
            "400", "something in the request is wrong; errors lists all of it",
            "401", "no token, or none that this service takes",
            "403", "no entitlement gives the permission here; permissions names it",
            "503", "the store cannot be reached; Retry-After says when to come again"));

    private static final Set<String> FRAMEWORKS_OWN = Set.of("Not Authorized", "Not Allowed");

    /** Statuses with an example of their own. */
    private static final List<String> ANSWERS = List.of("400", "401", "403", "404", "409", "412", "428", "503");

    private final IndexView classes;
    private final ApiExamples examples = ApiExamples.load();

    public ApiDescription(IndexView classes) {
        this.classes = classes;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getComponents().addSchema(PROBLEM_SCHEMA, problemSchema());
        for (String status : ANSWERS) {
            examples.ofProblem(status)
                    .ifPresent(example -> api.getComponents()
                            .addExample(
                                    PROBLEM_SCHEMA + status,
                                    OASFactory.createExample().value(example)));
        }
        api.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(this::complete);
    }

    private void complete(Operation operation) {
        Set<String> permissions = permissions(operation.getOperationId());
        if (!permissions.isEmpty()) {
            operation.addExtension(PERMISSIONS, List.copyOf(permissions));
            operation.setDescription(Stream.concat(
                            Optional.ofNullable(operation.getDescription()).stream(),
                            Stream.of("Needs `" + String.join("` and `", permissions) + "`."))
                    .reduce((first, second) -> first + ". " + second)
                    .orElseThrow());
        }
        PROBLEMS.forEach((status, description) -> {
            if (operation.getResponses().getAPIResponse(status) == null) {
                operation
                        .getResponses()
                        .addAPIResponse(status, OASFactory.createAPIResponse().description(description));
            }
        });
        if (operation.getRequestBody() != null) {
            exemplify(operation.getRequestBody().getContent());
        }
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (status.charAt(0) >= '4') {
                response.setContent(problemContent(status));
            } else {
                exemplify(response.getContent());
            }
        });
    }

    private Set<String> permissions(String operationId) {
        String[] method = String.valueOf(operationId).split("_", 2);
        Set<String> permissions = new LinkedHashSet<>();
        for (ClassInfo resource : classes.getKnownClasses()) {
            if (method.length == 2 && resource.name().withoutPackagePrefix().equals(method[0])) {
                for (MethodInfo one : resource.methods()) {
                    AnnotationInstance allowed = one.annotation(PERMISSIONS_ALLOWED);
                    if (one.name().equals(method[1]) && allowed != null) {
                        permissions.addAll(List.of(allowed.value().asStringArray()));
                    }
                }
            }
        }
        return permissions;
    }

    private void exemplify(Content content) {
        MediaType json = content == null ? null : content.getMediaType(JSON);
        if (json != null && json.getSchema() != null && json.getSchema().getRef() != null) {
            examples.of(json.getSchema().getRef().replaceAll(".*/", "")).ifPresent(json::setExample);
        }
    }

    private Content problemContent(String status) {
        MediaType problem =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref(PROBLEM_SCHEMA));
        if (examples.ofProblem(status).isPresent()) {
            problem.addExample("problem", OASFactory.createExample().ref(PROBLEM_SCHEMA + status));
        }
        return OASFactory.createContent().addMediaType(PROBLEM, problem);
    }

    private static Schema problemSchema() {
        return OASFactory.createSchema()
                .description("RFC 9457; further members depend on the type")
                .addType(Schema.SchemaType.OBJECT)
                .addProperty("type", text("urn:bellhop:problem:<code>"))
                .addProperty("title", text("the same for every problem of the type"))
                .addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER))
                .addProperty("detail", text("this problem, in a sentence"))
                .addProperty(
                        "instance", text("urn:uuid:<correlation id>, as the log and the audit trail name the request"))
                .addProperty(
                        "errors",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.ARRAY)
                                .items(OASFactory.createSchema()
                                        .addType(Schema.SchemaType.OBJECT)
                                        .addProperty("field", text("path in the body, or a parameter's name"))
                                        .addProperty("expected", text("what would have been right"))
                                        .addProperty("fix", text("what to do, where that is more"))));
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
    }
}
