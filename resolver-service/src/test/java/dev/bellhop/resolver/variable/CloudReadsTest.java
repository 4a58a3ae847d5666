package dev.bellhop.resolver.variable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.embedded.KafkaResource;
import dev.bellhop.embedded.TlsResource;
import dev.bellhop.emulator.entra.AzureCloud;
import dev.bellhop.emulator.fault.Fault;
import dev.bellhop.emulator.vault.SecretAttributes;
import dev.bellhop.emulator.vault.Vault;
import dev.bellhop.resolver.diagnosis.Diagnosis;
import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.fake.Callers;
import dev.bellhop.resolver.fake.CloudTenant;
import dev.bellhop.resolver.fake.EmulatedCloud;
import dev.bellhop.resolver.fake.Platform;
import dev.bellhop.resolver.plan.ResolutionPlan;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TlsResource.class)
@QuarkusTestResource(Callers.class)
@QuarkusTestResource(Platform.class)
class CloudReadsTest extends CloudFixture {
    @Test
    void aRotatedValueIsReadByTheNextKickoff() {
        CloudTenant acme = CloudTenant.ready();
        String first = acme.secret("openai-api-key", "sk-1");

        ResolvedVariable before = resolved(acme, acme.plan("openai_api_key"));
        String second = acme.secret("openai-api-key", "sk-2");
        ResolvedVariable after = resolved(acme, acme.plan("openai_api_key"));

        assertThat(before.value().reveal()).isEqualTo("sk-1");
        assertThat(before.version()).isEqualTo(first);
        assertThat(after.value().reveal()).isEqualTo("sk-2");
        assertThat(after.version()).isEqualTo(second);
        assertThat(after.readStartedAt()).isAfterOrEqualTo(before.readStartedAt());
        assertThat(after.updatedAt()).isNotNull();
    }

    @Test
    void aPinnedVersionStays() {
        CloudTenant acme = CloudTenant.ready();
        String first = acme.secret("db", "{\"password\":\"p1\"}");
        acme.secret("db", "{\"password\":\"p2\"}");

        List<VariableOutcome> outcomes = resolve(
                acme,
                acme.plan(
                        acme.variable("OLD", "db", "/password", first), acme.variable("NEW", "db", "/password", null)));

        assertThat(outcomes)
                .extracting(one -> ((ResolvedVariable) one).value().reveal())
                .containsExactly("p1", "p2");
    }

    @ParameterizedTest
    @EnumSource(AzureCloud.class)
    void everyCloudIsReachedAtItsOwnNames(AzureCloud cloud) {
        CloudTenant acme = CloudTenant.readyIn(cloud);
        acme.secret("a", "x");

        assertThat(resolved(acme, acme.plan("a")).value().reveal()).isEqualTo("x");
    }

    @Test
    void aManagedIdentityIsReadLikeAnApplication() {
        CloudTenant acme = CloudTenant.managedIdentity();
        acme.secret("a", "x");

        assertThat(resolved(acme, acme.plan("a")).value().reveal()).isEqualTo("x");
    }

    @Test
    void anAutomationsOwnSubjectIsNobodyElses() {
        CloudTenant acme = CloudTenant.perAutomation();
        acme.secret("a", "x");

        assertThat(resolved(acme, acme.plan("a")).value().reveal()).isEqualTo("x");
        assertThat(failed(acme.organization, UUID.randomUUID(), acme.plan("a")).reason())
                .isEqualTo(Reason.FEDERATED_SUBJECT_MISMATCH);
    }

    @Test
    void anAccessPolicyGivesWhatARoleDoesNot() {
        CloudTenant acme = CloudTenant.ready();
        acme.vault().authorization(Vault.Authorization.ACCESS_POLICY);
        EmulatedCloud.cloud().putAccessPolicy(acme.vault, acme.client, Set.of("get"));
        acme.secret("a", "x");

        assertThat(resolved(acme, acme.plan("a")).value().reveal()).isEqualTo("x");
    }

    @Test
    void anExpiredSecretIsServedWithAWarning() {
        CloudTenant acme = CloudTenant.ready();
        Instant expired = Instant.parse("2020-01-01T00:00:00Z");
        EmulatedCloud.cloud().putSecret(acme.vault, "old", "x", SecretAttributes.PLAIN.expiring(expired));

        ResolvedVariable old = resolved(acme, acme.plan("old"));

        assertThat(old.expiresAt()).isEqualTo(expired);
        assertThat(old.warnings()).containsExactly("expired on 2020-01-01T00:00:00Z; the vault still serves it");
    }

    @Test
    void throttlingPasses() {
        CloudTenant acme = CloudTenant.ready();
        acme.secret("a", "x");
        String host = acme.vault().host();
        EmulatedCloud.cloud()
                .putFault(
                        "429-" + acme.vault,
                        Fault.answering(host, 429, "{\"error\":{\"code\":\"Throttled\",\"message\":\"\"}}")
                                .times(2));

        assertThat(resolved(acme, acme.plan("a")).value().reveal()).isEqualTo("x");
        assertThat(acme.vaultRequests()).isEqualTo(3);
    }

    @Test
    void manyKickoffsAtOnceShareReadsAndExchanges() {
        CloudTenant acme = CloudTenant.ready();
        acme.secret("a", "x");
        resolved(acme, acme.plan("a"));
        int before = acme.vaultRequests();
        EmulatedCloud.cloud()
                .putFault("slow-" + acme.vault, Fault.delaying(acme.vault().host(), Duration.ofMillis(300)));

        List<CompletableFuture<List<VariableOutcome>>> kickoffs = IntStream.range(0, 50)
                .mapToObj(i -> variables
                        .resolve(acme.organization, acme.automation, acme.plan("a"), within())
                        .subscribeAsCompletionStage())
                .toList();
        CompletableFuture.allOf(kickoffs.toArray(CompletableFuture[]::new))
                .orTimeout(20, TimeUnit.SECONDS)
                .join();

        assertThat(kickoffs).allSatisfy(one -> assertThat(one.join().get(0)).isInstanceOf(ResolvedVariable.class));
        assertThat(acme.vaultRequests() - before).as("one running, one waiting").isEqualTo(2);
        assertThat(exchanges(acme)).isEqualTo(1);
    }

    @Test
    void twoOrganizationsNeverShareAReadOrAToken() {
        CloudTenant acme = CloudTenant.ready();
        acme.secret("a", "acme's");
        UUID stranger = UUID.randomUUID();
        EmulatedCloud.cloud()
                .putFault("slow-" + acme.vault, Fault.delaying(acme.vault().host(), Duration.ofMillis(200)));
        ResolutionPlan plan = acme.plan("a");

        CompletableFuture<List<VariableOutcome>> acmes = variables
                .resolve(acme.organization, acme.automation, plan, within())
                .subscribeAsCompletionStage();
        Diagnosis strangers = failed(stranger, acme.automation, plan);

        assertThat(strangers.reason()).isEqualTo(Reason.FEDERATED_SUBJECT_MISMATCH);
        assertThat(acmes.orTimeout(20, TimeUnit.SECONDS).join().get(0)).isInstanceOf(ResolvedVariable.class);
        assertThat(failed(stranger, acme.automation, plan).reason()).isEqualTo(Reason.FEDERATED_SUBJECT_MISMATCH);
    }

    private static long exchanges(CloudTenant tenant) {
        return EmulatedCloud.cloud().requests().stream()
                .filter(one -> one.path().contains(tenant.tenant.toString()))
                .count();
    }
}
