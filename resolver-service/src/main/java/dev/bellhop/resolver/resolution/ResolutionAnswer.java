package dev.bellhop.resolver.resolution;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.bellhop.resolver.delivery.FailureProblem;
import dev.bellhop.resolver.delivery.ResultDocument;
import dev.bellhop.resolver.delivery.VariableProblem;
import dev.bellhop.resolver.diagnosis.Diagnosis;
import dev.bellhop.resolver.diagnosis.FixRequest;
import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.problem.FailureStatus;
import dev.bellhop.resolver.problem.Problem;
import dev.bellhop.resolver.secret.SecretText;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * An outcome over HTTP: the result document, or a problem that names every variable that failed. Nobody keeps either. Of what is our
 * fault only the kickoff's id is told: the log's lines about it carry it.
 */
final class ResolutionAnswer {
    private static final Set<String> PASSING = Arrays.stream(Reason.values())
            .filter(Reason::retryable)
            .map(Reason::type)
            .collect(Collectors.toUnmodifiableSet());

    private ResolutionAnswer() {}

    /** Of a dry run: what would happen to each variable. A failure before the variables is one of the request. */
    static Response ofDryRun(Outcome outcome) {
        boolean early = outcome.document() instanceof ResultDocument.Failed
                && outcome.failure()
                        .filter(failure -> failure.reason() != Reason.VARIABLES_FAILED)
                        .isPresent();
        return early
                ? of(outcome)
                : Response.ok(DryRun.of(outcome), MediaType.APPLICATION_JSON_TYPE)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build();
    }

    static Response of(Outcome outcome) {
        return outcome.document() instanceof ResultDocument.Failed failed
                        && outcome.failure().isPresent()
                ? failure(failed, outcome.failure().get())
                : Response.ok(body(outcome), MediaType.APPLICATION_JSON_TYPE)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build();
    }

    private static Object body(Outcome outcome) {
        return outcome.clear()
                .<Object>map(environment -> new InClear(outcome.document(), revealed(environment.values())))
                .orElse(outcome.document());
    }

    private static Map<String, String> revealed(Map<String, SecretText> values) {
        Map<String, String> revealed = new LinkedHashMap<>();
        values.forEach((key, value) -> revealed.put(key, value.reveal()));
        return revealed;
    }

    private static Response failure(ResultDocument.Failed failed, Diagnosis diagnosis) {
        int status = FailureStatus.of(diagnosis);
        if (status >= 500) {
            return Problem.internal(status, failed.kickoffId()).toResponse();
        }
        FailureProblem problem = failed.problem();
        Response.ResponseBuilder answer = Response.status(status)
                .type(Problem.MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(new FailedResolution(
                        problem.type(),
                        problem.title(),
                        status,
                        problem.detail(),
                        "urn:uuid:" + failed.kickoffId(),
                        problem.hop(),
                        problem.upstreamCode(),
                        problem.fix(),
                        problem.fixRequest(),
                        problem.docs(),
                        problem.upstreamIds(),
                        problem.retryable(),
                        failed.kickoffId(),
                        failed.variables()));
        return (diagnosis.retryable() ? answer.header(HttpHeaders.RETRY_AFTER, pause(failed, diagnosis)) : answer)
                .build();
    }

    /**
     * In seconds. What passes by itself may have passed; a change on its way takes minutes, and was waited for until the deadline.
     */
    private static int pause(ResultDocument.Failed failed, Diagnosis diagnosis) {
        boolean passing = failed.variables().isEmpty()
                ? diagnosis.reason().retryable()
                : failed.variables().stream()
                        .allMatch(one -> PASSING.contains(one.problem().type()));
        return passing ? 1 : 10;
    }

    /** The result document with the environment itself. */
    record InClear(@JsonUnwrapped ResultDocument document, Map<String, String> clearEnvironment) {
        @Override
        public String toString() {
            return "InClear[" + document.kickoffId() + "]";
        }
    }

    record FailedResolution(
            String type,
            String title,
            int status,
            String detail,
            String instance,
            String hop,
            @JsonInclude(Include.NON_NULL) String upstreamCode,
            @JsonInclude(Include.NON_EMPTY) String fix,
            @JsonInclude(Include.NON_NULL) FixRequest fixRequest,
            String docs,
            @JsonInclude(Include.NON_EMPTY) Map<String, String> upstreamIds,
            boolean retryable,
            UUID kickoffId,
            List<VariableProblem> variables) {}
}
