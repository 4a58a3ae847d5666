package dev.bellhop.resolver.variable;

import dev.bellhop.resolver.fresh.Deadline;
import dev.bellhop.resolver.plan.ResolutionPlan;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Resolves a plan's variables side by side. One that cannot be resolved is an outcome of its own, never the failure of all. */
@ApplicationScoped
public class Variables {
    /** An outcome for every variable of the plan, in the plan's order; does not fail for one of them. */
    public Uni<List<VariableOutcome>> resolve(
            UUID organization, UUID automation, ResolutionPlan plan, Deadline deadline) {
        return Uni.createFrom().item(List.of());
    }
}
