package dev.bellhop.resolver.variable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.embedded.KafkaResource;
import dev.bellhop.embedded.TlsResource;
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
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TlsResource.class)
@QuarkusTestResource(Callers.class)
@QuarkusTestResource(Platform.class)
class CloudFailuresTest extends CloudFixture {
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
                .endsWith("Entra read subject exactly as presented: what differs is the federated credential.");
        assertThat(subject.upstreamIds()).containsKeys("traceId", "correlationId");
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
    void anotherTenantsVaultIsNamedAsSuch() {
        CloudTenant acme = CloudTenant.ready();
        CloudTenant other = CloudTenant.ready();
        other.secret("a", "theirs");
        ResolutionPlan poaching = acme.planAt(other.vault().url(), acme.variable("A", "a", null, null));

        assertThat(failed(acme, poaching).reason()).isEqualTo(Reason.VAULT_TENANT_MISMATCH);
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
}
