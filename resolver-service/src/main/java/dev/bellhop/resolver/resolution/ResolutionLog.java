package dev.bellhop.resolver.resolution;

import dev.bellhop.resolver.delivery.ManifestEntry;
import dev.bellhop.resolver.delivery.ResultDocument;
import dev.bellhop.resolver.delivery.VariableProblem;
import dev.bellhop.resolver.diagnosis.Diagnosis;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** What the log says about a kickoff's end: names, codes and counts. Its ids travel as fields of the event. */
@ApplicationScoped
class ResolutionLog {
    private static final Logger LOG = Logger.getLogger("dev.bellhop.resolver.kickoffs");

    void ended(Outcome outcome) {
        withFields(outcome.kickoff(), () -> {
            if (outcome.failure().isPresent()) {
                failed(outcome, outcome.failure().get());
            } else {
                outcome.secretsByIdentity()
                        .forEach((identity, secrets) -> LOG.infof(
                                "Workload identity config '%s' (%s): %d secret(s) resolved",
                                identity.id(), identity.cloudProvider(), secrets));
                leftOut(outcome);
            }
        });
    }

    /** The last trace of reads whose audit record is not durable. */
    void unrecorded(Outcome outcome, Throwable failure) {
        withFields(
                outcome.kickoff(),
                () -> LOG.errorf(
                        "Audit record not durable, nothing is released: kickoffId=%s, organizationId=%s, read=%s, cause=%s",
                        outcome.kickoff().id(),
                        outcome.kickoff().organization(),
                        outcome.audit().reads().stream()
                                .map(ManifestEntry::key)
                                .collect(Collectors.joining(",", "[", "]")),
                        failure.getClass().getSimpleName()));
    }

    private static void leftOut(Outcome outcome) {
        if (!outcome.audit().failures().isEmpty()) {
            LOG.warnf(
                    "Optional variables left out: kickoffId=%s, organizationId=%s, variables=[%s]",
                    outcome.kickoff().id(),
                    outcome.kickoff().organization(),
                    outcome.audit().failures().stream()
                            .map(ResolutionLog::inShort)
                            .collect(Collectors.joining(", ")));
        }
    }

    private static void failed(Outcome outcome, Diagnosis diagnosis) {
        String variables = outcome.document() instanceof ResultDocument.Failed document
                ? document.variables().stream().map(ResolutionLog::inShort).collect(Collectors.joining(", "))
                : "";
        LOG.warnf(
                "Kickoff failed: reason=%s, hop=%s, kickoffId=%s, organizationId=%s, automationId=%s, variables=[%s]",
                diagnosis.reason().code(),
                diagnosis.hop().code(),
                outcome.kickoff().id(),
                outcome.kickoff().organization(),
                outcome.kickoff().automation(),
                variables);
    }

    private static String inShort(VariableProblem variable) {
        String code = variable.problem().type().substring("urn:bellhop:problem:".length());
        String upstream = variable.problem().upstreamCode();
        String ids = variable.problem().upstreamIds().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(id -> ", " + id.getKey() + "=" + id.getValue())
                .collect(Collectors.joining());
        return variable.key() + ": " + code + (upstream == null ? "" : " (" + upstream + ids + ")");
    }

    /** Around this one event only: nothing is parked on the thread. */
    private static void withFields(Kickoff kickoff, Runnable event) {
        MDC.put("kickoffId", kickoff.id());
        MDC.put("organizationId", kickoff.organization());
        try {
            event.run();
        } finally {
            MDC.remove("kickoffId");
            MDC.remove("organizationId");
        }
    }
}
