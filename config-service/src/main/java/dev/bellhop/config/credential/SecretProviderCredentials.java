package dev.bellhop.config.credential;

import dev.bellhop.config.administration.Administration;
import dev.bellhop.config.administration.Administrations;
import dev.bellhop.config.administration.Filter;
import dev.bellhop.config.administration.IfMatch;
import dev.bellhop.config.administration.Kind;
import dev.bellhop.config.audit.Author;
import dev.bellhop.config.encryption.Sealer;
import dev.bellhop.config.listing.Page;
import dev.bellhop.config.listing.PageRequest;
import dev.bellhop.config.problem.Checks;
import dev.bellhop.config.problem.ConfigException;
import dev.bellhop.config.workloadidentity.AzureCloud;
import dev.bellhop.config.workloadidentity.WorkloadIdentityConfigs;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** The secret provider credentials of an organization. */
@ApplicationScoped
public class SecretProviderCredentials {
    private static final String MANAGE_CONFIGS = "workload_identity_configs:manage";

    private final SecretProviderCredentialRepository rows;
    private final WorkloadIdentityConfigs configs;
    private final VaultUrls vaultUrls;
    private final Sealer sealer;
    private final Clock clock;
    private final Administration<SecretProviderCredential, SecretProviderCredentialView> administration;

    SecretProviderCredentials(
            SecretProviderCredentialRepository rows,
            WorkloadIdentityConfigs configs,
            VaultUrls vaultUrls,
            Sealer sealer,
            Clock clock,
            Administrations administrations) {
        this.rows = rows;
        this.configs = configs;
        this.vaultUrls = vaultUrls;
        this.sealer = sealer;
        this.clock = clock;
        this.administration = administrations.of(Kind.SECRET_PROVIDER_CREDENTIAL, rows, this::views);
    }

    Uni<SecretProviderCredentialView> create(
            UUID organization, SecretProviderCredentialRequest request, Author author) {
        requireForBinding(request.authentication(), organization, author);
        return administration.named(
                organization,
                request.name(),
                administration.create(
                        organization,
                        author,
                        () -> bind(organization, request, null)
                                .map(binding -> new SecretProviderCredential(
                                        organization, request, binding, sealer, clock.instant())),
                        row -> setDefault(row, request, author)));
    }

    Uni<SecretProviderCredentialView> get(UUID organization, UUID id) {
        return administration.get(organization, id);
    }

    Uni<Page<SecretProviderCredentialView>> list(UUID organization, PageRequest page, Filter filter) {
        return administration.list(organization, page, filter);
    }

    Uni<SecretProviderCredentialView> replace(
            UUID organization, UUID id, IfMatch ifMatch, SecretProviderCredentialRequest request, Author author) {
        requireForBinding(request.authentication(), organization, author);
        return administration.named(
                organization, request.name(), administration.replace(organization, id, ifMatch, author, row -> {
                    requireForBinding(row.authentication(), organization, author);
                    return setDefault(row, request, author)
                            .chain(() -> bind(organization, request, row.workloadIdentityConfigId()))
                            .invoke(binding -> mustBringSecret(row, request, binding))
                            .invoke(binding -> row.apply(request, binding, sealer))
                            .replaceWithVoid();
                }));
    }

    Uni<Void> delete(UUID organization, UUID id, IfMatch ifMatch, Author author) {
        return administration.delete(
                organization,
                id,
                ifMatch,
                author,
                row -> rows.defaults()
                        .of(organization, row.provider().name())
                        .chain(chosen -> rows.users(organization, id, id.equals(chosen) ? row.provider() : null)),
                row -> Uni.createFrom().voidItem());
    }

    /**
     * Which provider a credential belongs to, for a variable that would use it; within the transaction at hand.
     *
     * @return null where the organization has no such credential
     */
    public Uni<SecretProvider> providerOf(UUID organization, UUID id) {
        return rows.find(organization, id).onItem().ifNotNull().transform(SecretProviderCredential::provider);
    }

    /** Binding a vault to a workload identity hands that identity out, so it takes the right to manage both; so does unbinding it. */
    private static void requireForBinding(Authentication authentication, UUID organization, Author author) {
        if (authentication == Authentication.WORKLOAD_IDENTITY) {
            author.require(MANAGE_CONFIGS, organization);
        }
    }

    /**
     * A stored secret stays with whom it was given for: who does not know it shall not have it presented to another tenant or
     * cloud, nor read another vault with it.
     */
    private static void mustBringSecret(
            SecretProviderCredential row, SecretProviderCredentialRequest request, Binding binding) {
        if (request.authentication() != Authentication.CLIENT_SECRET
                || request.azure().clientSecret() != null
                || row.keepsItsSecretFor(request.azure(), binding)) {
            return;
        }
        throw ConfigException.invalid(
                "azure.clientSecret",
                row.authentication() == Authentication.CLIENT_SECRET
                        ? "the client secret again: the stored one was given for another tenant, client, cloud or vault"
                        : "the application's client secret: there is none stored yet");
    }

    /** @param bound the config that the credential has already; null at creation and with a client secret */
    private Uni<Binding> bind(UUID organization, SecretProviderCredentialRequest request, UUID bound) {
        return request.authentication() == Authentication.CLIENT_SECRET
                ? Uni.createFrom().item(() -> bindToSecret(request))
                : bindToConfig(
                        organization,
                        request,
                        request.workloadIdentityConfigId() == null ? bound : request.workloadIdentityConfigId());
    }

    private Binding bindToSecret(SecretProviderCredentialRequest request) {
        AzureCloud cloud = request.azure().cloudOrPublic();
        Checks checks = new Checks();
        String vaultUrl = vaultUrl(request, cloud, checks);
        checks.done();
        return new Binding(null, cloud, vaultUrl);
    }

    /** What only the database knows: whether the config exists, and so which cloud's vaults are meant. */
    private Uni<Binding> bindToConfig(UUID organization, SecretProviderCredentialRequest request, UUID wanted) {
        return configs.choose(organization, wanted).map(config -> {
            Checks checks = new Checks();
            boolean found = checks.require(
                    config != null,
                    "workloadIdentityConfigId",
                    wanted == null
                            ? "the id of a workload identity config: the organization has no default one for azure"
                            : "the id of a workload identity config of this organization",
                    "create the workload identity config first");
            String vaultUrl = found ? vaultUrl(request, config.cloud(), checks) : null;
            checks.done();
            return new Binding(config.id(), config.cloud(), vaultUrl);
        });
    }

    private String vaultUrl(SecretProviderCredentialRequest request, AzureCloud cloud, Checks checks) {
        if (request.azure().vaultUrl() == null) {
            return null;
        }
        VaultUrl.Verdict verdict = vaultUrls.judge(request.azure().vaultUrl(), cloud);
        checks.require(verdict.accepted(), "azure.vaultUrl", verdict.refusal(), VaultUrls.FIX);
        return verdict.url();
    }

    private Uni<Void> setDefault(SecretProviderCredential row, SecretProviderCredentialRequest request, Author author) {
        return requireForDefault(row, request, author)
                .chain(() -> administration.choose(
                        rows.defaults(), row.provider().name(), row, request.isDefault(), author));
    }

    /** Variables that read by the default would become another identity's: so it is unbinding, too. */
    private Uni<Void> requireForDefault(
            SecretProviderCredential row, SecretProviderCredentialRequest request, Author author) {
        if (!request.isDefault() || request.authentication() == Authentication.WORKLOAD_IDENTITY) {
            return Uni.createFrom().voidItem();
        }
        UUID organization = row.organizationId();
        return rows.defaults()
                .of(organization, row.provider().name())
                .chain(before -> before == null || before.equals(row.id())
                        ? Uni.createFrom().voidItem()
                        : rows.find(organization, before)
                                .invoke(holder -> requireForBinding(holder.authentication(), organization, author))
                                .replaceWithVoid());
    }

    private Uni<List<SecretProviderCredentialView>> views(List<SecretProviderCredential> found) {
        if (found.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return rows.defaults()
                .all(found.get(0).organizationId())
                .map(defaults -> found.stream()
                        .map(row -> SecretProviderCredentialView.of(row, defaults.contains(row.id())))
                        .toList());
    }
}
