package dev.bellhop.resolver.store.azure;

import dev.bellhop.resolver.diagnosis.Diagnosis;
import dev.bellhop.resolver.diagnosis.Hop;
import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.diagnosis.ResolutionException;
import dev.bellhop.resolver.exchange.AccessToken;
import dev.bellhop.resolver.exchange.AccessTokens;
import dev.bellhop.resolver.exchange.AzureCloud;
import dev.bellhop.resolver.exchange.TokenKey;
import dev.bellhop.resolver.fresh.Backoff;
import dev.bellhop.resolver.fresh.Breaker;
import dev.bellhop.resolver.fresh.Deadline;
import dev.bellhop.resolver.fresh.FreshReads;
import dev.bellhop.resolver.fresh.Retries;
import dev.bellhop.resolver.plan.SecretProviderCredential;
import dev.bellhop.resolver.plan.WorkloadIdentityConfig;
import dev.bellhop.resolver.store.SecretNames;
import dev.bellhop.resolver.store.SecretReference;
import dev.bellhop.resolver.store.SecretStore;
import dev.bellhop.resolver.store.SecretVersion;
import dev.bellhop.resolver.upstream.UpstreamConfig;
import dev.bellhop.resolver.upstream.Upstreams;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Azure Key Vault, by workload identity or client secret. The token comes first and the read is shared after, so that what is handed to the network
 * begins at once; each further attempt is a new read, joined anew. A refused token is replaced once.
 */
@Startup
@ApplicationScoped
class KeyVault implements SecretStore, SecretNames {
    /** Of 25 names each: a vault with more is searched by a longer beginning. */
    private static final int MOST_PAGES = 80;

    private final AccessTokens tokens;
    private final KeyVaultEndpoint endpoint;
    private final Retries retries;
    private final Set<String> extraSuffixes;
    private final VaultGates gates;
    private final FreshReads<VaultRead, SecretVersion> reads = new FreshReads<>();

    @Inject
    KeyVault(
            AzureConfig config,
            Replicas replicas,
            UpstreamConfig upstream,
            Upstreams upstreams,
            AccessTokens tokens,
            VaultMetrics metrics,
            Clock clock) {
        this(
                tokens,
                new KeyVaultEndpoint(
                        upstreams.cloud(),
                        config.keyVault().apiVersion(),
                        config.allowPrivateVaultAddresses(),
                        upstream.attemptTimeout(),
                        clock),
                new Backoff(
                        upstream.backoffBase(),
                        upstream.backoffCap(),
                        () -> ThreadLocalRandom.current().nextDouble()),
                VaultUrl.suffixes(config.extraVaultSuffixes().orElse(Set.of())),
                new VaultGates(readsPerSecond(config, replicas), metrics::heldBack));
        metrics.sharing(reads::begun, reads::joined);
    }

    private static double readsPerSecond(AzureConfig config, Replicas replicas) {
        if (config.keyVault().readsPerTenSeconds() < 10 || replicas.expected() < 1) {
            throw new ConfigurationException(
                    "bellhop.azure.key-vault.reads-per-ten-seconds must be at least 10, and bellhop.resolvers.expected at least 1");
        }
        return config.keyVault().readsPerTenSeconds() / 10.0 / replicas.expected();
    }

    KeyVault(
            AccessTokens tokens,
            KeyVaultEndpoint endpoint,
            Backoff backoff,
            Set<String> extraSuffixes,
            VaultGates gates) {
        this.gates = gates;
        this.tokens = tokens;
        this.endpoint = endpoint;
        this.retries = new Retries(backoff);
        this.extraSuffixes = extraSuffixes;
    }

    @Override
    public String provider() {
        return "azure_key_vault";
    }

    @Override
    public Uni<SecretVersion> read(SecretReference reference, Deadline deadline) {
        return Uni.createFrom().item(() -> readOf(reference)).chain(read -> read(read, deadline, true));
    }

    /** One page of the names, now. */
    Uni<NamesPage> listedNow(VaultRead access, AccessToken token) {
        return endpoint.list(access, token, Optional.empty());
    }

    /** The read itself, shared with nobody. */
    Uni<SecretVersion> readNow(VaultRead read, AccessToken token) {
        return endpoint.get(read, token);
    }

    @Override
    public Uni<Listed> names(SecretReference access, String prefix, int most, Deadline deadline) {
        Names wanted = new Names(prefix, most);
        return Uni.createFrom()
                .item(() -> accessOf(access))
                .chain(vault -> tokens.tokenFor(vault.token(), deadline)
                        .chain(token -> pages(vault, token, Optional.empty(), wanted, deadline)));
    }

    private Uni<Listed> pages(VaultRead vault, AccessToken token, Optional<URI> page, Names wanted, Deadline deadline) {
        return retries.within(deadline, Hop.VAULT, () -> endpoint.list(vault, token, page))
                .chain(found -> wanted.add(found) < MOST_PAGES && found.next().isPresent()
                        ? pages(vault, token, found.next(), wanted, deadline)
                        : Uni.createFrom().item(wanted.listed(found.next().isEmpty())));
    }

    private Uni<SecretVersion> read(VaultRead read, Deadline deadline, boolean replacesToken) {
        return tokens.tokenFor(read.token(), deadline)
                .chain(token -> retries.within(
                                deadline,
                                Hop.VAULT,
                                () -> reads.read(read, deadline, gates.budget(read), () -> guarded(read, token)))
                        .onFailure(failure -> replacesToken && isTokenRefused(failure))
                        .recoverWithUni(() -> withAnotherToken(read, token, deadline)));
    }

    /** The read, if the vault answers at all; its luck is noted for those after it. */
    private Uni<SecretVersion> guarded(VaultRead read, AccessToken token) {
        Breaker breaker = gates.breaker(read);
        Optional<Duration> suspended = breaker.refusal();
        if (suspended.isPresent()) {
            return Uni.createFrom().failure(endpoint.suspended(read, suspended.get()));
        }
        return endpoint.get(read, token)
                .invoke(breaker::answered)
                .onFailure()
                .invoke(failure -> note(read, breaker, failure));
    }

    private void note(VaultRead read, Breaker breaker, Throwable failure) {
        boolean known = failure instanceof ResolutionException;
        Reason reason = known ? ((ResolutionException) failure).diagnosis().reason() : Reason.INTERNAL_ERROR;
        if (reason == Reason.VAULT_TIMED_OUT) {
            breaker.timedOut();
            return;
        }
        breaker.answered();
        if (reason == Reason.VAULT_THROTTLED) {
            gates.budget(read).throttled(((ResolutionException) failure).retryAfter());
        }
    }

    private Uni<SecretVersion> withAnotherToken(VaultRead read, AccessToken refused, Deadline deadline) {
        tokens.drop(read.token(), refused);
        return read(read, deadline, false);
    }

    private static boolean isTokenRefused(Throwable failure) {
        return failure instanceof ResolutionException known && known.diagnosis().reason() == Reason.VAULT_TOKEN_REFUSED;
    }

    /** What the plan says, checked before anything is asked for in its name. */
    VaultRead readOf(SecretReference reference) {
        VaultRead access = accessOf(reference);
        Map<String, String> facts = new HashMap<>(Map.of(
                "credential", reference.credential().id().toString(),
                "vault", access.vault().name(),
                "host", access.vault().host()));
        facts.put("secret", reference.name());
        SecretName name = SecretName.of(reference.name()).orElseThrow(() -> refused(Reason.SECRET_NAME_INVALID, facts));
        if (reference.version() != null && !SecretName.isVersion(reference.version())) {
            throw refused(Reason.SECRET_NAME_INVALID, facts);
        }
        return new VaultRead(
                access.token(), access.credential(), access.vault(), name, Optional.ofNullable(reference.version()));
    }

    /** The same but for the secret. */
    VaultRead accessOf(SecretReference reference) {
        SecretProviderCredential credential = reference.credential();
        Map<String, String> facts = new HashMap<>();
        facts.put("credential", credential.id().toString());
        TokenKey token = tokenKey(reference).orElseThrow(() -> refused(Reason.CREDENTIAL_UNSUPPORTED, facts));
        AzureCloud cloud = token.cloud();
        token.identity().ifPresent(one -> facts.put("config", one.id().toString()));
        facts.put("settings", token.setIn());
        facts.put("suffix", cloud.vaultSuffix());
        String url = credential.azure() == null ? null : credential.azure().vaultUrl();
        if (url == null || url.isBlank()) {
            throw refused(Reason.VAULT_URL_MISSING, facts);
        }
        VaultUrl vault =
                VaultUrl.parse(url, cloud, extraSuffixes).orElseThrow(() -> refused(Reason.VAULT_URL_REFUSED, facts));
        facts.put("organization", reference.organization().toString());
        return new VaultRead(token, credential, vault, SecretName.NONE, Optional.empty());
    }

    /** Whose token opens the vault; empty for a kind of credential that is none of ours. */
    private static Optional<TokenKey> tokenKey(SecretReference reference) {
        SecretProviderCredential credential = reference.credential();
        WorkloadIdentityConfig identity = reference.identity();
        if (credential.bySecret()) {
            return Optional.ofNullable(credential.azure())
                    .filter(azure -> azure.tenantId() != null && azure.clientId() != null)
                    .flatMap(azure -> AzureCloud.named(azure.cloud()))
                    .map(cloud -> TokenKey.bySecret(reference.organization(), credential, cloud));
        }
        return Optional.ofNullable(identity)
                .filter(one -> "workload_identity".equals(credential.authentication()) && one.azure() != null)
                .flatMap(one -> AzureCloud.named(one.azure().cloud()))
                .map(cloud -> TokenKey.of(reference.organization(), reference.automation(), identity, cloud));
    }

    private static ResolutionException refused(Reason reason, Map<String, String> facts) {
        return new ResolutionException(Diagnosis.of(reason, null, facts));
    }
}
