package dev.bellhop.resolver.variable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.resolver.diagnosis.Diagnosis;
import dev.bellhop.resolver.fake.CloudTenant;
import dev.bellhop.resolver.fresh.Deadline;
import dev.bellhop.resolver.plan.ResolutionPlan;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Reads as they run: settings, beans, proxy and CA; real exchanges and reads at the emulated cloud. */
abstract class CloudFixture {
    @Inject
    Variables variables;

    ResolvedVariable resolved(CloudTenant tenant, ResolutionPlan plan) {
        VariableOutcome outcome = resolve(tenant, plan).get(0);
        assertThat(outcome).isInstanceOf(ResolvedVariable.class);
        return (ResolvedVariable) outcome;
    }

    Diagnosis failed(CloudTenant tenant, ResolutionPlan plan) {
        return failed(tenant.organization, tenant.automation, plan);
    }

    Diagnosis failed(UUID organization, UUID automation, ResolutionPlan plan) {
        VariableOutcome outcome =
                resolve(organization, automation, plan, Duration.ofSeconds(20)).get(0);
        assertThat(outcome).isInstanceOf(FailedVariable.class);
        return ((FailedVariable) outcome).diagnosis();
    }

    List<VariableOutcome> resolve(CloudTenant tenant, ResolutionPlan plan) {
        return resolve(tenant.organization, tenant.automation, plan, Duration.ofSeconds(20));
    }

    List<VariableOutcome> resolve(UUID organization, UUID automation, ResolutionPlan plan, Duration budget) {
        return variables
                .resolve(organization, automation, plan, Deadline.in(budget))
                .await()
                .atMost(Duration.ofSeconds(25));
    }

    static Deadline within() {
        return Deadline.in(Duration.ofSeconds(20));
    }
}
