package dev.bellhop.resolver.variable;

import dev.bellhop.resolver.diagnosis.Diagnosis;
import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.diagnosis.ResolutionException;
import dev.bellhop.resolver.fresh.Deadline;
import dev.bellhop.resolver.plan.DirectValues;
import dev.bellhop.resolver.plan.PlannedVariable;
import dev.bellhop.resolver.plan.ResolutionPlan;
import dev.bellhop.resolver.plan.SecretProviderCredential;
import dev.bellhop.resolver.plan.WorkloadIdentityConfig;
import dev.bellhop.resolver.secret.SecretText;
import dev.bellhop.resolver.store.SecretReference;
import dev.bellhop.resolver.store.SecretStore;
import dev.bellhop.resolver.store.SecretVersion;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A store and values that are what a test says, and plans that ask for them. */
abstract class VariablesFixture {
    static final UUID ORGANIZATION = UUID.randomUUID();
    static final UUID AUTOMATION = UUID.randomUUID();
    static final UUID CREDENTIAL = UUID.fromString("c0ffee00-0000-4000-8000-000000000002");
    static final UUID CONFIG = UUID.fromString("c0ffee00-0000-4000-8000-000000000001");
    static final Instant READ_AT = Instant.parse("2026-11-21T10:00:00Z");

    final List<SecretReference> asked = Collections.synchronizedList(new ArrayList<>());
    final AtomicInteger valuesAsked = new AtomicInteger();
    final Map<String, Uni<SecretVersion>> vault = new HashMap<>();
    Uni<DirectValues> values = Uni.createFrom()
            .item(new DirectValues(
                    Map.of("MODE", SecretText.of("direct")), Map.of("OPTION", SecretText.of("fallback")), READ_AT, 3));

    List<VariableOutcome> resolve(ResolutionPlan plan) {
        return variables(store(reference -> vault.getOrDefault(reference.name(), failure(Reason.SECRET_NOT_FOUND))), 32)
                .resolve(ORGANIZATION, AUTOMATION, plan, Deadline.in(Duration.ofSeconds(5)))
                .await()
                .atMost(Duration.ofSeconds(5));
    }

    Variables variables(SecretStore store, int concurrentReads) {
        return new Variables(
                (organization, automation, deadline) -> {
                    valuesAsked.incrementAndGet();
                    return values;
                },
                List.of(store),
                concurrentReads);
    }

    SecretStore store(Function<SecretReference, Uni<SecretVersion>> read) {
        return new SecretStore() {
            @Override
            public String provider() {
                return "azure_key_vault";
            }

            @Override
            public Uni<SecretVersion> read(SecretReference reference, Deadline deadline) {
                asked.add(reference);
                return read.apply(reference);
            }
        };
    }

    static ResolutionPlan plan(PlannedVariable... variables) {
        return new ResolutionPlan(
                ORGANIZATION,
                AUTOMATION,
                "crew",
                List.of(config(true)),
                List.of(credential(true, "azure_key_vault", CONFIG)),
                List.of(variables));
    }

    static PlannedVariable read(String key, String secret) {
        return part(key, secret, null);
    }

    static PlannedVariable part(String key, String secret, String pointer) {
        return new PlannedVariable(key, "credential", CREDENTIAL, secret, pointer, null, true, false);
    }

    static PlannedVariable withDefault(String key, String secret, String pointer) {
        return new PlannedVariable(key, "credential", CREDENTIAL, secret, pointer, null, true, true);
    }

    static PlannedVariable direct(String key) {
        return new PlannedVariable(key, "direct", null, null, null, null, true, false);
    }

    static SecretProviderCredential credential(boolean enabled, String provider, UUID config) {
        return new SecretProviderCredential(
                CREDENTIAL,
                "vault",
                1,
                null,
                enabled,
                provider,
                "workload_identity",
                config,
                SecretProviderCredential.Azure.vault("https://acme-kv.vault.azure.net"));
    }

    static WorkloadIdentityConfig config(boolean enabled) {
        return new WorkloadIdentityConfig(
                CONFIG,
                "prod",
                1,
                null,
                enabled,
                "azure",
                "api://AzureADTokenExchange",
                "organization",
                new WorkloadIdentityConfig.Azure("t", "c", "application", "public"));
    }

    static Uni<SecretVersion> value(String text) {
        return Uni.createFrom().item(version(text));
    }

    static SecretVersion version(String text) {
        return new SecretVersion(SecretText.of(text), "v1", READ_AT, null, READ_AT, 12, List.of());
    }

    static Uni<SecretVersion> failure(Reason reason) {
        return Uni.createFrom().failure(new ResolutionException(Diagnosis.of(reason)));
    }
}
