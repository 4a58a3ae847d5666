package dev.bellhop.resolver.variable;

import dev.bellhop.resolver.diagnosis.Diagnosis;
import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.diagnosis.ResolutionException;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * What a request for something yielded: it, or why not.
 *
 * @param value null on failure
 * @param diagnosis null on success
 */
record Outcome<T>(T value, Diagnosis diagnosis) {
    private static final Logger LOG = Logger.getLogger(Outcome.class);

    /** The request, never failing. */
    static <T> Uni<Outcome<T>> of(Uni<T> request) {
        return request.map(value -> new Outcome<>(value, null))
                .onFailure()
                .recoverWithItem(failure -> new Outcome<>(null, diagnosed(failure)));
    }

    static <T> Outcome<T> failed(Diagnosis diagnosis) {
        return new Outcome<>(null, diagnosis);
    }

    boolean succeeded() {
        return diagnosis == null;
    }

    boolean failedBy(Reason reason) {
        return diagnosis != null && diagnosis.reason() == reason;
    }

    private static Diagnosis diagnosed(Throwable failure) {
        if (failure instanceof ResolutionException known) {
            return known.diagnosis();
        }
        // A mistake of ours. Its message may quote anything, so only its kind and place are told.
        StackTraceElement[] trace = failure.getStackTrace();
        String correlation = UUID.randomUUID().toString();
        LOG.errorf(
                "A variable failed unexpectedly: correlationId=%s, %s at %s",
                correlation, failure.getClass().getName(), trace.length == 0 ? "?" : trace[0]);
        return Diagnosis.of(Reason.INTERNAL_ERROR, null, Map.of("correlationId", correlation));
    }
}
