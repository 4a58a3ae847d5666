package dev.bellhop.resolver.resolution;

import dev.bellhop.resolver.delivery.AuditTrail;
import dev.bellhop.resolver.diagnosis.Diagnosis;
import dev.bellhop.resolver.diagnosis.Hop;
import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.diagnosis.ResolutionException;
import dev.bellhop.resolver.plan.ResolutionPlan;
import dev.bellhop.resolver.plan.ResolutionPlans;
import dev.bellhop.resolver.variable.FailedVariable;
import dev.bellhop.resolver.variable.VariableOutcome;
import dev.bellhop.resolver.variable.Variables;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * The one pipeline: an admitted kickoff in, an outcome out, whatever happens. It asks upstream services within the kickoff's deadline,
 * seals, and has the audit record durable before it lets go of anything.
 */
@ApplicationScoped
public class Resolution {
    /** Every hop keeps the deadline itself; this only catches one that does not. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final ResolutionPlans plans;
    private final Variables variables;
    private final Assembly assembly;
    private final AuditTrail audit;
    private final ResolutionMetrics metrics;
    private final ResolutionLog log;
    private final Clock clock;

    Resolution(
            ResolutionPlans plans,
            Variables variables,
            Assembly assembly,
            AuditTrail audit,
            ResolutionMetrics metrics,
            ResolutionLog log,
            Clock clock) {
        this.plans = plans;
        this.variables = variables;
        this.assembly = assembly;
        this.audit = audit;
        this.metrics = metrics;
        this.log = log;
        this.clock = clock;
    }

    /** Never fails: what went wrong is an outcome too. The caller holds a slot until its result has left. */
    public Uni<Outcome> resolve(Kickoff kickoff) {
        return inTime(kickoff)
                .chain(() -> plans.planFor(kickoff.organization(), kickoff.automation(), kickoff.deadline()))
                .chain(plan -> read(kickoff, plan, true))
                .ifNoItem()
                .after(kickoff.deadline().remaining().plus(GRACE))
                .failWith(() -> new ResolutionException(Diagnosis.of(Reason.DEADLINE_EXCEEDED)))
                .onFailure()
                .recoverWithItem(failure -> failed(kickoff, failure))
                .chain(this::recorded)
                .invoke(metrics::ended)
                .invoke(log::ended);
    }

    private Uni<Void> inTime(Kickoff kickoff) {
        if (kickoff.lateness().isPresent()) {
            return Uni.createFrom()
                    .failure(new ResolutionException(kickoff.lateness().get()));
        }
        return kickoff.deadline().expired()
                ? Uni.createFrom()
                        .failure(new ResolutionException(
                                Diagnosis.of(Reason.DEADLINE_EXCEEDED).at(Hop.ADMISSION)))
                : Uni.createFrom().voidItem();
    }

    /** @param anew whether the plan may be read once more, where a credential turns out to have changed since */
    private Uni<Outcome> read(Kickoff kickoff, ResolutionPlan plan, boolean anew) {
        if (plan.variables().size() > Assembly.MOST_VARIABLES) {
            return Uni.createFrom().failure(new ResolutionException(Diagnosis.of(Reason.ENVIRONMENT_TOO_LARGE)));
        }
        return variables
                .resolve(kickoff.organization(), kickoff.automation(), plan, kickoff.deadline())
                .chain(outcomes -> anew && outcomes.stream().anyMatch(Resolution::changed)
                        ? plans.planFor(kickoff.organization(), kickoff.automation(), kickoff.deadline())
                                .chain(newer -> read(kickoff, newer, false))
                        : Uni.createFrom().item(() -> assembly.assemble(kickoff, plan, outcomes)));
    }

    private static boolean changed(VariableOutcome outcome) {
        return outcome instanceof FailedVariable failed && failed.diagnosis().reason() == Reason.CREDENTIAL_CHANGED;
    }

    private Outcome failed(Kickoff kickoff, Throwable failure) {
        return Outcome.failed(
                kickoff, Failures.diagnosisOf(failure, kickoff.id()), List.of(), List.of(), clock.instant());
    }

    private Uni<Outcome> recorded(Outcome outcome) {
        return audit.record(outcome.audit())
                .map(done -> outcome.nowRecorded())
                .onFailure()
                .invoke(failure -> log.unrecorded(outcome, failure))
                .onFailure()
                .recoverWithItem(() -> outcome.withheld(clock.instant()));
    }
}
