package dev.bellhop.config.credential;

import dev.bellhop.config.administration.Administration;
import dev.bellhop.config.administration.Administrations;
import dev.bellhop.config.administration.IfMatch;
import dev.bellhop.config.administration.Kind;
import dev.bellhop.config.audit.Author;
import dev.bellhop.config.listing.Page;
import dev.bellhop.config.listing.PageRequest;
import dev.bellhop.config.problem.Checks;
import dev.bellhop.config.workloadidentity.ConfigInUse;
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
    private final Clock clock;
    private final Administration<SecretProviderCredential, SecretProviderCredentialView> administration;

    SecretProviderCredentials(
            SecretProviderCredentialRepository rows,
            WorkloadIdentityConfigs configs,
            VaultUrls vaultUrls,
            Clock clock,
            Administrations administrations) {
        this.rows = rows;
        this.configs = configs;
        this.vaultUrls = vaultUrls;
        this.clock = clock;
        this.administration = administrations.of(Kind.SECRET_PROVIDER_CREDENTIAL, rows, this::views);
    }

    Uni<SecretProviderCredentialView> create(
            UUID organization, SecretProviderCredentialRequest request, Author author) {
        requireForBinding(request, organization, author);
        return administration.named(
                organization,
                request.name(),
                administration.create(
                        organization,
                        author,
                        () -> bind(organization, request)
                                .map(bound -> new SecretProviderCredential(
                                        organization, request, bound.config, bound.vaultUrl, clock.instant())),
                        row -> setDefault(row, request, author)));
    }

    Uni<SecretProviderCredentialView> get(UUID organization, UUID id) {
        return administration.get(organization, id);
    }

    Uni<Page<SecretProviderCredentialView>> list(UUID organization, PageRequest page) {
        return administration.list(organization, page);
    }

    Uni<SecretProviderCredentialView> replace(
            UUID organization, UUID id, IfMatch ifMatch, SecretProviderCredentialRequest request, Author author) {
        requireForBinding(request, organization, author);
        return administration.named(
                organization,
                request.name(),
                administration.replace(
                        organization,
                        id,
                        ifMatch,
                        author,
                        row -> setDefault(row, request, author)
                                .chain(() -> bind(organization, request))
                                .invoke(bound -> row.apply(request, bound.config, bound.vaultUrl))
                                .replaceWithVoid()));
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

    /** Binding a vault to a workload identity hands that identity out, so it takes the right to manage both. */
    private static void requireForBinding(SecretProviderCredentialRequest request, UUID organization, Author author) {
        if (request.authentication() == Authentication.WORKLOAD_IDENTITY) {
            author.require(MANAGE_CONFIGS, organization);
        }
    }

    /** What only the database knows: whether the config exists, and so which cloud's vaults are meant. */
    private Uni<Bound> bind(UUID organization, SecretProviderCredentialRequest request) {
        return configs.choose(organization, request.workloadIdentityConfigId()).map(config -> {
            Checks checks = new Checks();
            boolean found = checks.require(
                    config != null,
                    "workloadIdentityConfigId",
                    request.workloadIdentityConfigId() == null
                            ? "the id of a workload identity config: the organization has no default one for azure"
                            : "the id of a workload identity config of this organization",
                    "create the workload identity config first");
            String vaultUrl = found ? vaultUrl(request, config, checks) : null;
            checks.done();
            return new Bound(config, vaultUrl);
        });
    }

    private String vaultUrl(SecretProviderCredentialRequest request, ConfigInUse config, Checks checks) {
        if (request.vaultUrl() == null) {
            return null;
        }
        VaultUrl.Verdict verdict = vaultUrls.judge(request.vaultUrl(), config.cloud());
        checks.require(
                verdict.accepted(),
                "azure.vaultUrl",
                verdict.refusal(),
                "az keyvault show --name <vault> --query properties.vaultUri -o tsv");
        return verdict.url();
    }

    private Uni<Void> setDefault(SecretProviderCredential row, SecretProviderCredentialRequest request, Author author) {
        return administration.choose(rows.defaults(), row.provider().name(), row, request.isDefault(), author);
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

    private record Bound(ConfigInUse config, String vaultUrl) {}
}
