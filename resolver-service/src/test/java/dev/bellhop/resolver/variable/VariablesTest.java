package dev.bellhop.resolver.variable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.fresh.Deadline;
import dev.bellhop.resolver.plan.PlannedVariable;
import dev.bellhop.resolver.plan.ResolutionPlan;
import dev.bellhop.resolver.plan.SecretProviderCredential;
import dev.bellhop.resolver.plan.WorkloadIdentityConfig;
import dev.bellhop.resolver.store.SecretReference;
import dev.bellhop.resolver.store.SecretStore;
import dev.bellhop.resolver.store.SecretVersion;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VariablesTest extends VariablesFixture {
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
}
