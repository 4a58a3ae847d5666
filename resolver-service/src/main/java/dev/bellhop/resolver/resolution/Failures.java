package dev.bellhop.resolver.resolution;

import dev.bellhop.resolver.diagnosis.Diagnosis;
import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.diagnosis.ResolutionException;
import io.smallrye.mutiny.CompositeException;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Any failure as a diagnosis. One that nobody foresaw gets a correlation id; its message, which nobody vouches for, is not repeated. */
final class Failures {
    private static final Logger LOG = Logger.getLogger(Failures.class);
    private static final int FRAMES = 8;

    private Failures() {}

    static Diagnosis diagnosisOf(Throwable failure, UUID kickoff) {
        if (failure instanceof ResolutionException known) {
            return known.diagnosis();
        }
        UUID correlation = UUID.randomUUID();
        LOG.errorf(
                "Internal error: correlationId=%s, kickoffId=%s, %s", correlation, kickoff, withoutMessages(failure));
        return Diagnosis.of(Reason.INTERNAL_ERROR, null, Map.of("correlationId", correlation.toString()));
    }

    /** Class names and the innermost frames: enough to find the place, without text that may hold a value. */
    static String withoutMessages(Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (Throwable one = failure; one != null && text.length() < 4_000; one = one.getCause()) {
            text.append(text.isEmpty() ? "" : " caused by ")
                    .append(one.getClass().getName());
            text.append(Arrays.stream(one.getStackTrace())
                    .limit(FRAMES)
                    .map(StackTraceElement::toString)
                    .collect(Collectors.joining(" < ", " at ", "")));
            if (one instanceof CompositeException composite
                    && !composite.getCauses().isEmpty()) {
                text.append(" of ").append(composite.getCauses().size()).append(" failures");
            }
        }
        return text.toString();
    }
}
