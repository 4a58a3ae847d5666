package dev.bellhop.resolver.plan;

import dev.bellhop.resolver.diagnosis.Diagnosis;
import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.diagnosis.ResolutionException;
import dev.bellhop.resolver.fresh.Deadline;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Resolution plans, re-validated at config-service for every kickoff. */
@ApplicationScoped
public class ResolutionPlans {
    /** The automation's plan as of now; fails with a {@link ResolutionException}. */
    public Uni<ResolutionPlan> planFor(UUID organization, UUID automation, Deadline deadline) {
        return Uni.createFrom().failure(() -> new ResolutionException(Diagnosis.of(Reason.CONFIG_UNAVAILABLE)));
    }
}
