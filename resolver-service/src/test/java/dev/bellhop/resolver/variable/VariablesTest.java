package dev.bellhop.resolver.variable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VariablesTest {
    private static final UUID ORGANIZATION = UUID.randomUUID();
    private static final UUID AUTOMATION = UUID.randomUUID();
    private static final UUID CREDENTIAL = UUID.fromString("c0ffee00-0000-4000-8000-000000000002");
    private static final UUID CONFIG = UUID.fromString("c0ffee00-0000-4000-8000-000000000001");
    private static final Instant READ_AT = Instant.parse("2026-11-21T10:00:00Z");

    private final List<SecretReference> asked = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger valuesAsked = new AtomicInteger();
    private final Map<String, Uni<SecretVersion>> vault = new HashMap<>();
    private Uni<DirectValues> values = Uni.createFrom()
            .item(new DirectValues(
                    Map.of("MODE", SecretText.of("direct")), Map.of("OPTION", SecretText.of("fallback")), READ_AT, 3));

    @Test
    void resolvesWhatIsReadAndWhatIsDirectInThePlansOrder() {
        vault.put("openai", value("sk"));

        List<VariableOutcome> outcomes = resolve(plan(read("KEY", "openai"), direct("MODE"), read("AGAIN", "openai")));

        assertThat(outcomes).extracting(VariableOutcome::key).containsExactly("KEY", "MODE", "AGAIN");
        ResolvedVariable key = (ResolvedVariable) outcomes.get(0);
        assertThat(key.value().reveal()).isEqualTo("sk");
        assertThat(key.credentialId()).isEqualTo(CREDENTIAL);
        assertThat(key.workloadIdentityConfigId()).isEqualTo(CONFIG);
        assertThat(key.secretName()).isEqualTo("openai");
        assertThat(key.version()).isEqualTo("v1");
        ResolvedVariable mode = (ResolvedVariable) outcomes.get(1);
        assertThat(mode.value().reveal()).isEqualTo("direct");
        assertThat(mode.credentialId()).isNull();
        assertThat(mode.workloadIdentityConfigId()).isNull();
        assertThat(mode.version()).isNull();
        assertThat(mode.readStartedAt()).isEqualTo(READ_AT);
        assertThat(outcomes.toString()).doesNotContain("sk", "value=direct");
    }

    @Test
    void anEmptyPlanIsResolved() {
        assertThat(resolve(plan())).isEmpty();
        assertThat(valuesAsked).hasValue(0);
    }

    @Test
    void oneReferenceIsReadOnceAndEachPartOfItTaken() {
        vault.put("db", value("{\"user\":\"u\",\"password\":\"p\"}"));

        List<VariableOutcome> outcomes =
                resolve(plan(part("USER", "db", "/user"), part("PASSWORD", "db", "/password"), read("WHOLE", "db")));

        assertThat(asked).hasSize(1);
        assertThat(outcomes)
                .extracting(one -> ((ResolvedVariable) one).value().reveal())
                .containsExactly("u", "p", "{\"user\":\"u\",\"password\":\"p\"}");
    }

    @Test
    void anotherVersionIsAnotherRead() {
        vault.put("db", value("x"));
        PlannedVariable pinned =
                new PlannedVariable("PINNED", "credential", CREDENTIAL, "db", null, "abc", true, false);

        resolve(plan(read("LATEST", "db"), pinned));

        assertThat(asked).extracting(SecretReference::version).containsExactlyInAnyOrder(null, "abc");
    }

    @Test
    void everyFailureIsNamedAndTheRestResolved() {
        vault.put("fine", value("x"));
        vault.put("denied", failure(Reason.VAULT_READ_DENIED));
        vault.put("text", value("not json"));
        vault.put("broken", Uni.createFrom().failure(new IllegalStateException("canary")));

        List<VariableOutcome> outcomes = resolve(plan(
                read("FINE", "fine"),
                read("DENIED", "denied"),
                read("GONE", "gone"),
                part("TEXT", "text", "/a"),
                read("BROKEN", "broken")));

        assertThat(outcomes.get(0)).isInstanceOf(ResolvedVariable.class);
        assertThat(outcomes.subList(1, 5))
                .extracting(one -> ((FailedVariable) one).diagnosis().reason())
                .containsExactly(
                        Reason.VAULT_READ_DENIED,
                        Reason.SECRET_NOT_FOUND,
                        Reason.SECRET_NOT_JSON,
                        Reason.INTERNAL_ERROR);
        assertThat(outcomes.toString()).doesNotContain("canary", "not json");
    }

    @Test
    void tellsOptionalFailuresFromRequiredOnes() {
        PlannedVariable optional =
                new PlannedVariable("OPTION", "credential", CREDENTIAL, "gone", null, null, false, false);

        List<VariableOutcome> outcomes = resolve(plan(read("KEY", "gone"), optional));

        assertThat(outcomes)
                .extracting(one -> ((FailedVariable) one).required())
                .containsExactly(true, false);
    }

    static Stream<Arguments> aDefaultStandsInForWhatDoesNotExist() {
        return Stream.of(
                argumentSet("secret not found", Reason.SECRET_NOT_FOUND, true),
                argumentSet("denied", Reason.VAULT_READ_DENIED, false),
                argumentSet("disabled", Reason.SECRET_DISABLED, false),
                argumentSet("throttled", Reason.VAULT_THROTTLED, false),
                argumentSet("timed out", Reason.VAULT_TIMED_OUT, false),
                argumentSet("a gateway's 404", Reason.VAULT_REFUSED, false));
    }

    @ParameterizedTest
    @MethodSource
    void aDefaultStandsInForWhatDoesNotExist(Reason failure, boolean expected) {
        vault.put("option", failure(failure));

        VariableOutcome outcome =
                resolve(plan(withDefault("OPTION", "option", null))).get(0);

        if (expected) {
            ResolvedVariable resolved = (ResolvedVariable) outcome;
            assertThat(resolved.value().reveal()).isEqualTo("fallback");
            assertThat(resolved.credentialId()).isNull();
            assertThat(resolved.version()).isNull();
            assertThat(resolved.warnings()).containsExactly("default value used: secret-not-found");
        } else {
            assertThat(((FailedVariable) outcome).diagnosis().reason()).isEqualTo(failure);
            assertThat(valuesAsked).hasValue(0);
        }
    }

    @Test
    void aDefaultStandsInForAMissingJsonKeyToo() {
        vault.put("option", value("{\"a\":1}"));

        VariableOutcome outcome =
                resolve(plan(withDefault("OPTION", "option", "/b"))).get(0);

        assertThat(((ResolvedVariable) outcome).value().reveal()).isEqualTo("fallback");
    }

    @Test
    void butNotForASecretThatIsNoJson() {
        vault.put("option", value("text"));

        VariableOutcome outcome =
                resolve(plan(withDefault("OPTION", "option", "/b"))).get(0);

        assertThat(((FailedVariable) outcome).diagnosis().reason()).isEqualTo(Reason.SECRET_NOT_JSON);
    }

    @Test
    void defaultsAreNotAskedForWhenNothingNeedsThem() {
        vault.put("option", value("here"));

        resolve(plan(withDefault("OPTION", "option", null)));

        assertThat(valuesAsked).hasValue(0);
    }

    @Test
    void valuesThatCannotBeHadFailWhatNeedsThemOnly() {
        vault.put("openai", value("sk"));
        values = Uni.createFrom().failure(new ResolutionException(Diagnosis.of(Reason.CONFIG_UNAVAILABLE)));

        List<VariableOutcome> outcomes = resolve(plan(read("KEY", "openai"), direct("MODE")));

        assertThat(outcomes.get(0)).isInstanceOf(ResolvedVariable.class);
        assertThat(((FailedVariable) outcomes.get(1)).diagnosis().reason()).isEqualTo(Reason.CONFIG_UNAVAILABLE);
    }

    @Test
    void aDirectVariableWithoutAValueFails() {
        VariableOutcome outcome = resolve(plan(direct("OTHER"))).get(0);

        assertThat(((FailedVariable) outcome).diagnosis().reason()).isEqualTo(Reason.VALUE_MISSING);
    }

    static Stream<Arguments> namesWhatIsWrongInThePlan() {
        SecretProviderCredential good = credential(true, "azure_key_vault", CONFIG);
        WorkloadIdentityConfig fine = config(true);
        return Stream.of(
                argumentSet("no default credential", List.of(good), List.of(fine), null, Reason.CREDENTIAL_MISSING),
                argumentSet("an unknown credential", List.of(), List.of(fine), CREDENTIAL, Reason.CREDENTIAL_MISSING),
                argumentSet(
                        "a disabled credential",
                        List.of(credential(false, "azure_key_vault", CONFIG)),
                        List.of(fine),
                        CREDENTIAL,
                        Reason.CREDENTIAL_DISABLED),
                argumentSet(
                        "another provider",
                        List.of(credential(true, "moon_vault", CONFIG)),
                        List.of(fine),
                        CREDENTIAL,
                        Reason.CREDENTIAL_UNSUPPORTED),
                argumentSet("no config", List.of(good), List.of(), CREDENTIAL, Reason.WORKLOAD_IDENTITY_CONFIG_MISSING),
                argumentSet(
                        "a credential without config",
                        List.of(credential(true, "azure_key_vault", null)),
                        List.of(fine),
                        CREDENTIAL,
                        Reason.WORKLOAD_IDENTITY_CONFIG_MISSING),
                argumentSet(
                        "a disabled config",
                        List.of(good),
                        List.of(config(false)),
                        CREDENTIAL,
                        Reason.WORKLOAD_IDENTITY_CONFIG_DISABLED));
    }

    @ParameterizedTest
    @MethodSource
    void namesWhatIsWrongInThePlan(
            List<SecretProviderCredential> credentials,
            List<WorkloadIdentityConfig> configs,
            UUID credential,
            Reason expected) {
        PlannedVariable variable = new PlannedVariable("KEY", "credential", credential, "x", null, null, true, false);
        ResolutionPlan plan =
                new ResolutionPlan(ORGANIZATION, AUTOMATION, "crew", configs, credentials, List.of(variable));

        VariableOutcome outcome = resolve(plan).get(0);

        assertThat(((FailedVariable) outcome).diagnosis().reason()).isEqualTo(expected);
        assertThat(asked).isEmpty();
    }

    @Test
    void readsSideBySideUpToItsLimit() {
        List<CompletableFuture<SecretVersion>> running = Collections.synchronizedList(new ArrayList<>());
        PlannedVariable[] many =
                IntStream.range(0, 10).mapToObj(i -> read("KEY_" + i, "s" + i)).toArray(PlannedVariable[]::new);
        SecretStore slow = store(reference -> {
            CompletableFuture<SecretVersion> read = new CompletableFuture<>();
            running.add(read);
            return Uni.createFrom().completionStage(read);
        });
        CompletableFuture<List<VariableOutcome>> outcomes = variables(slow, 4)
                .resolve(ORGANIZATION, AUTOMATION, plan(many), Deadline.in(Duration.ofSeconds(5)))
                .subscribeAsCompletionStage();

        assertThat(running).hasSize(4);
        for (int i = 0; i < 10; i++) {
            running.get(i).complete(version("x"));
        }
        assertThat(outcomes).isCompletedWithValueMatching(list -> list.size() == 10);
    }

    private List<VariableOutcome> resolve(ResolutionPlan plan) {
        return variables(store(reference -> vault.getOrDefault(reference.name(), failure(Reason.SECRET_NOT_FOUND))), 32)
                .resolve(ORGANIZATION, AUTOMATION, plan, Deadline.in(Duration.ofSeconds(5)))
                .await()
                .atMost(Duration.ofSeconds(5));
    }

    private Variables variables(SecretStore store, int concurrentReads) {
        return new Variables(
                (organization, automation, deadline) -> {
                    valuesAsked.incrementAndGet();
                    return values;
                },
                List.of(store),
                concurrentReads);
    }

    private SecretStore store(Function<SecretReference, Uni<SecretVersion>> read) {
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

    private static ResolutionPlan plan(PlannedVariable... variables) {
        return new ResolutionPlan(
                ORGANIZATION,
                AUTOMATION,
                "crew",
                List.of(config(true)),
                List.of(credential(true, "azure_key_vault", CONFIG)),
                List.of(variables));
    }

    private static PlannedVariable read(String key, String secret) {
        return part(key, secret, null);
    }

    private static PlannedVariable part(String key, String secret, String pointer) {
        return new PlannedVariable(key, "credential", CREDENTIAL, secret, pointer, null, true, false);
    }

    private static PlannedVariable withDefault(String key, String secret, String pointer) {
        return new PlannedVariable(key, "credential", CREDENTIAL, secret, pointer, null, true, true);
    }

    private static PlannedVariable direct(String key) {
        return new PlannedVariable(key, "direct", null, null, null, null, true, false);
    }

    private static SecretProviderCredential credential(boolean enabled, String provider, UUID config) {
        return new SecretProviderCredential(
                CREDENTIAL,
                "vault",
                1,
                null,
                enabled,
                provider,
                "workload_identity",
                config,
                new SecretProviderCredential.Azure("https://acme-kv.vault.azure.net"));
    }

    private static WorkloadIdentityConfig config(boolean enabled) {
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

    private static Uni<SecretVersion> value(String text) {
        return Uni.createFrom().item(version(text));
    }

    private static SecretVersion version(String text) {
        return new SecretVersion(SecretText.of(text), "v1", READ_AT, null, READ_AT, 12, List.of());
    }

    private static Uni<SecretVersion> failure(Reason reason) {
        return Uni.createFrom().failure(new ResolutionException(Diagnosis.of(reason)));
    }
}
