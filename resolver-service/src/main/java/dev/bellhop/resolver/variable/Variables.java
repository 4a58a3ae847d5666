package dev.bellhop.resolver.variable;

import dev.bellhop.resolver.diagnosis.Diagnosis;
import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.diagnosis.ResolutionException;
import dev.bellhop.resolver.fresh.Contexts;
import dev.bellhop.resolver.fresh.Deadline;
import dev.bellhop.resolver.plan.DirectValues;
import dev.bellhop.resolver.plan.PlannedVariable;
import dev.bellhop.resolver.plan.ResolutionPlan;
import dev.bellhop.resolver.plan.ResolutionPlans;
import dev.bellhop.resolver.plan.SecretProviderCredential;
import dev.bellhop.resolver.plan.WorkloadIdentityConfig;
import dev.bellhop.resolver.store.SecretReference;
import dev.bellhop.resolver.store.SecretStore;
import dev.bellhop.resolver.store.SecretVersion;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Resolves a plan's variables side by side. One that cannot be resolved is an outcome of its own, never the failure of all. */
@ApplicationScoped
public class Variables {
    private final Map<String, SecretStore> stores;
    private final ValuesSource values;
    private final int concurrentReads;

    @Inject
    Variables(VariablesConfig config, ResolutionPlans plans, @All List<SecretStore> stores) {
        this(plans::valuesFor, stores, config.concurrentReads());
    }

    Variables(ValuesSource values, List<SecretStore> stores, int concurrentReads) {
        this.values = values;
        this.stores = stores.stream().collect(Collectors.toMap(SecretStore::provider, Function.identity()));
        this.concurrentReads = concurrentReads;
    }

    /** Direct values and defaults, asked for only when something needs them. */
    interface ValuesSource {
        Uni<DirectValues> valuesFor(UUID organization, UUID automation, Deadline deadline);
    }

    /** An outcome for every variable of the plan, in the plan's order; does not fail for one of them. */
    public Uni<List<VariableOutcome>> resolve(
            UUID organization, UUID automation, ResolutionPlan plan, Deadline deadline) {
        boolean anyDirect = plan.variables().stream().anyMatch(PlannedVariable::direct);
        Uni<Outcome<DirectValues>> direct =
                Outcome.of(Uni.createFrom().deferred(() -> values.valuesFor(organization, automation, deadline)));
        Uni<Valuation> reads = reads(organization, automation, plan, deadline);
        Uni<List<VariableOutcome>> outcomes = anyDirect
                ? Uni.combine().all().unis(direct, reads).with((known, read) -> read.outcomes(known))
                : reads.chain(read -> read.needsDefaults()
                        ? direct.map(read::outcomes)
                        : Uni.createFrom().item(read.outcomes(null)));
        return Contexts.backToCaller(outcomes);
    }

    private Uni<Valuation> reads(UUID organization, UUID automation, ResolutionPlan plan, Deadline deadline) {
        List<PlannedRead> distinct = plan.variables().stream()
                .filter(one -> !one.direct())
                .map(PlannedRead::of)
                .distinct()
                .toList();
        if (distinct.isEmpty()) {
            return Uni.createFrom().item(new Valuation(plan, Map.of()));
        }
        List<Uni<Outcome<SecretVersion>>> requests = distinct.stream()
                .map(one -> Outcome.of(
                        Uni.createFrom().deferred(() -> read(organization, automation, plan, one, deadline))))
                .toList();
        return Uni.join()
                .all(requests)
                .usingConcurrencyOf(concurrentReads)
                .andCollectFailures()
                .map(results -> {
                    Map<PlannedRead, Outcome<SecretVersion>> byRead = new HashMap<>();
                    for (int i = 0; i < distinct.size(); i++) {
                        byRead.put(distinct.get(i), results.get(i));
                    }
                    return new Valuation(plan, byRead);
                });
    }

    private Uni<SecretVersion> read(
            UUID organization, UUID automation, ResolutionPlan plan, PlannedRead read, Deadline deadline) {
        SecretProviderCredential credential =
                plan.credential(read.credentialId()).orElseThrow(() -> refused(Reason.CREDENTIAL_MISSING, Map.of()));
        Map<String, String> facts =
                new HashMap<>(Map.of("credential", credential.id().toString()));
        if (!credential.enabled()) {
            throw refused(Reason.CREDENTIAL_DISABLED, facts);
        }
        facts.put("provider", credential.provider());
        SecretStore store = Optional.ofNullable(stores.get(credential.provider()))
                .orElseThrow(() -> refused(Reason.CREDENTIAL_UNSUPPORTED, facts));
        WorkloadIdentityConfig identity = null;
        if ("workload_identity".equals(credential.authentication())) {
            identity = plan.workloadIdentityConfig(credential.workloadIdentityConfigId())
                    .orElseThrow(() -> refused(Reason.WORKLOAD_IDENTITY_CONFIG_MISSING, facts));
            facts.put("config", identity.id().toString());
            if (!identity.enabled()) {
                throw refused(Reason.WORKLOAD_IDENTITY_CONFIG_DISABLED, facts);
            }
        }
        return store.read(
                new SecretReference(organization, automation, credential, identity, read.secretName(), read.version()),
                deadline);
    }

    private static ResolutionException refused(Reason reason, Map<String, String> facts) {
        return new ResolutionException(Diagnosis.of(reason, null, facts));
    }
}
