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
import dev.bellhop.resolver.fresh.Deadline;
import dev.bellhop.resolver.plan.ResolutionPlan;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
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

/** Reads as they run: settings, beans, proxy and CA; real exchanges and reads at the emulated cloud. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TlsResource.class)
@QuarkusTestResource(Callers.class)
@QuarkusTestResource(Platform.class)
class CloudReadsTest {
    @Inject
    Variables variables;

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
    void namesTheFieldOfTheFederatedCredentialThatDiffers() {
        String issuer = EmulatedCloud.issuer();
        String audience = "api://AzureADTokenExchange";
        CloudTenant none = CloudTenant.bare().allowed();
        CloudTenant wrongIssuer = CloudTenant.bare().allowed();
        wrongIssuer.trusting(issuer + "/", "organization:" + wrongIssuer.organization, audience);
        CloudTenant wrongAudience = CloudTenant.bare().allowed();
        wrongAudience.trusting(issuer, "organization:" + wrongAudience.organization, "api://azureadtokenexchange");
        CloudTenant wrongSubject = CloudTenant.bare().allowed().trusting(issuer, "organization:other", audience);
        CloudTenant wrongCase = CloudTenant.bare().allowed();
        wrongCase.trusting(issuer, "Organization:" + wrongCase.organization, audience);

        assertThat(failed(none, none.plan("a")).reason()).isEqualTo(Reason.FEDERATED_CREDENTIAL_MISSING);
        assertThat(failed(wrongIssuer, wrongIssuer.plan("a")).reason()).isEqualTo(Reason.FEDERATED_ISSUER_MISMATCH);
        assertThat(failed(wrongAudience, wrongAudience.plan("a")).reason())
                .isEqualTo(Reason.FEDERATED_AUDIENCE_MISMATCH);
        assertThat(failed(wrongCase, wrongCase.plan("a")).reason()).isEqualTo(Reason.FEDERATED_SUBJECT_CASE);
        Diagnosis subject = failed(wrongSubject, wrongSubject.plan("a"));
        assertThat(subject.reason()).isEqualTo(Reason.FEDERATED_SUBJECT_MISMATCH);
        assertThat(subject.upstreamCode()).isEqualTo("AADSTS700213");
        assertThat(subject.cause())
                .contains("Presented: subject organization:" + wrongSubject.organization)
                .contains("trace id");
        assertThat(subject.fix()).contains("az ad app federated-credential create --id " + wrongSubject.client);
    }

    @Test
    void aFederatedCredentialOnItsWayIsWaitedFor() throws Exception {
        CloudTenant acme = CloudTenant.fresh().allowed();
        acme.secret("a", "x");
        CompletableFuture<List<VariableOutcome>> outcomes = variables
                .resolve(acme.organization, acme.automation, acme.plan("a"), within())
                .subscribeAsCompletionStage();
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> EmulatedCloud.cloud().requests().stream()
                        .anyMatch(one -> one.path().contains(acme.tenant.toString())));

        acme.trusted();

        assertThat(outcomes.get(20, TimeUnit.SECONDS).get(0)).isInstanceOf(ResolvedVariable.class);
    }

    @Test
    void namesAnUnknownApplicationAndTenant() {
        CloudTenant acme = CloudTenant.ready();
        CloudTenant other = CloudTenant.ready();
        ResolutionPlan foreign = withIdentity(acme.plan("a"), acme.tenant, other.client);
        ResolutionPlan nowhere = withIdentity(acme.plan("a"), UUID.randomUUID(), acme.client);

        assertThat(failed(acme, foreign).reason()).isEqualTo(Reason.APPLICATION_UNKNOWN);
        assertThat(failed(acme, nowhere).reason()).isEqualTo(Reason.TENANT_UNKNOWN);
    }

    @Test
    void namesWhyAVaultDoesNotGive() {
        CloudTenant noRole = CloudTenant.bare().trusted();
        CloudTenant policies = CloudTenant.ready();
        policies.vault().authorization(Vault.Authorization.ACCESS_POLICY);
        CloudTenant firewall = CloudTenant.ready();
        firewall.vault().network(Vault.Network.FIREWALL);
        CloudTenant inside = CloudTenant.ready();
        inside.vault().network(Vault.Network.PRIVATE);
        CloudTenant acme = CloudTenant.ready();
        EmulatedCloud.cloud().putSecret(acme.vault, "off", "x", SecretAttributes.PLAIN.disabled());
        acme.secret("gone", "x");
        EmulatedCloud.cloud().deleteSecret(acme.vault, "gone");

        Diagnosis denied = failed(noRole, noRole.plan("a"));
        assertThat(denied.reason()).isEqualTo(Reason.VAULT_READ_DENIED);
        assertThat(denied.upstreamCode()).isEqualTo("403 ForbiddenByRbac");
        assertThat(denied.fix())
                .startsWith("az role assignment create --role \"Key Vault Secrets User\" --assignee " + noRole.client
                        + " --scope $(az keyvault show --name " + noRole.vault);
        assertThat(failed(policies, policies.plan("a")).reason()).isEqualTo(Reason.VAULT_ACCESS_POLICY);
        assertThat(failed(firewall, firewall.plan("a")).reason()).isEqualTo(Reason.VAULT_FIREWALL);
        assertThat(failed(inside, inside.plan("a")).reason()).isEqualTo(Reason.VAULT_PRIVATE);
        assertThat(failed(acme, acme.plan("off")).reason()).isEqualTo(Reason.SECRET_DISABLED);
        assertThat(failed(acme, acme.plan("gone")).reason()).isEqualTo(Reason.SECRET_NOT_FOUND);
        assertThat(failed(acme, acme.plan("never")).reason()).isEqualTo(Reason.SECRET_NOT_FOUND);
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
    void anotherTenantsVaultIsNamedAsSuch() {
        CloudTenant acme = CloudTenant.ready();
        CloudTenant other = CloudTenant.ready();
        other.secret("a", "theirs");
        ResolutionPlan poaching = acme.planAt(other.vault().url(), acme.variable("A", "a", null, null));

        assertThat(failed(acme, poaching).reason()).isEqualTo(Reason.VAULT_TENANT_MISMATCH);
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

    @Test
    void aVaultThatDoesNotExistIsNamed() {
        CloudTenant acme = CloudTenant.ready();
        ResolutionPlan plan =
                acme.planAt("https://no-such-vault-here.vault.azure.net", acme.variable("A", "a", null, null));

        Diagnosis diagnosis = ((FailedVariable) resolve(acme.organization, acme.automation, plan, Duration.ofSeconds(3))
                        .get(0))
                .diagnosis();

        assertThat(diagnosis.reason()).isEqualTo(Reason.VAULT_UNREACHABLE);
        assertThat(diagnosis.fix()).contains("az keyvault show --name no-such-vault-here");
    }

    private static long exchanges(CloudTenant tenant) {
        return EmulatedCloud.cloud().requests().stream()
                .filter(one -> one.path().contains(tenant.tenant.toString()))
                .count();
    }

    private static ResolutionPlan withIdentity(ResolutionPlan plan, UUID tenant, UUID client) {
        var config = plan.workloadIdentityConfigs().get(0);
        return new ResolutionPlan(
                plan.organizationId(),
                plan.automationId(),
                plan.automationName(),
                List.of(new dev.bellhop.resolver.plan.WorkloadIdentityConfig(
                        config.id(),
                        config.name(),
                        config.revision() + 1,
                        config.updatedAt(),
                        true,
                        config.cloudProvider(),
                        config.audience(),
                        config.subjectScope(),
                        new dev.bellhop.resolver.plan.WorkloadIdentityConfig.Azure(
                                tenant.toString(), client.toString(), "application", "public"))),
                plan.credentials(),
                plan.variables());
    }

    private ResolvedVariable resolved(CloudTenant tenant, ResolutionPlan plan) {
        VariableOutcome outcome = resolve(tenant, plan).get(0);
        assertThat(outcome).isInstanceOf(ResolvedVariable.class);
        return (ResolvedVariable) outcome;
    }

    private Diagnosis failed(CloudTenant tenant, ResolutionPlan plan) {
        return failed(tenant.organization, tenant.automation, plan);
    }

    private Diagnosis failed(UUID organization, UUID automation, ResolutionPlan plan) {
        VariableOutcome outcome =
                resolve(organization, automation, plan, Duration.ofSeconds(20)).get(0);
        assertThat(outcome).isInstanceOf(FailedVariable.class);
        return ((FailedVariable) outcome).diagnosis();
    }

    private List<VariableOutcome> resolve(CloudTenant tenant, ResolutionPlan plan) {
        return resolve(tenant.organization, tenant.automation, plan, Duration.ofSeconds(20));
    }

    private List<VariableOutcome> resolve(UUID organization, UUID automation, ResolutionPlan plan, Duration budget) {
        return variables
                .resolve(organization, automation, plan, Deadline.in(budget))
                .await()
                .atMost(Duration.ofSeconds(25));
    }

    private static Deadline within() {
        return Deadline.in(Duration.ofSeconds(20));
    }
}
