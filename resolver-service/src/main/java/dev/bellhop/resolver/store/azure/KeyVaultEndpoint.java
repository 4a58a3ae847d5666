package dev.bellhop.resolver.store.azure;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.bellhop.resolver.diagnosis.Diagnosis;
import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.diagnosis.ResolutionException;
import dev.bellhop.resolver.exchange.AccessToken;
import dev.bellhop.resolver.secret.SecretText;
import dev.bellhop.resolver.store.SecretVersion;
import dev.bellhop.resolver.upstream.HopLatency;
import dev.bellhop.resolver.upstream.Upstream;
import dev.bellhop.resolver.upstream.UpstreamAnswer;
import dev.bellhop.resolver.upstream.UpstreamException;
import dev.bellhop.resolver.upstream.UpstreamRequest;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Key Vault's {@code GET /secrets/{name}/{version}}. One attempt. */
final class KeyVaultEndpoint {
    private static final HopLatency LATENCY = new HopLatency("vault");

    /** A value has 25 kB at most; six times that when every character is escaped. */
    private static final int MAX_BODY = 256 * 1024;

    private static final Pattern STABLE_VERSION = Pattern.compile("7\\.[4-9]|20\\d\\d-\\d\\d-\\d\\d");

    private final Upstream upstream;
    private final String apiVersion;
    private final boolean allowPrivateAddresses;
    private final Duration attemptTimeout;
    private final InstantSource clock;

    KeyVaultEndpoint(
            Upstream upstream,
            String apiVersion,
            boolean allowPrivateAddresses,
            Duration attemptTimeout,
            InstantSource clock) {
        this.upstream = upstream;
        if (!STABLE_VERSION.matcher(apiVersion).matches()) {
            throw new IllegalArgumentException(
                    "bellhop.azure.key-vault.api-version must be a stable Key Vault version such as 7.6");
        }
        this.apiVersion = apiVersion;
        this.allowPrivateAddresses = allowPrivateAddresses;
        this.attemptTimeout = attemptTimeout;
        this.clock = clock;
    }

    /**
     * Reads. A vault under an operator's suffix must not have a private address unless that is allowed; one under a cloud's own may:
     * private endpoints have them. Fails with a {@link ResolutionException}.
     */
    Uni<SecretVersion> get(VaultRead read, AccessToken token) {
        URI uri = read.vault().secret(read.name().sent(), read.version(), apiVersion);
        UpstreamRequest request = UpstreamRequest.get(uri)
                .header("Authorization", "Bearer " + token.token())
                .header("x-ms-client-request-id", UUID.randomUUID().toString());
        boolean anyAddress = read.vault().ofCloud() || allowPrivateAddresses;
        return upstream.send(anyAddress ? request : request.toPublicAddressesOnly(), attemptTimeout, MAX_BODY, LATENCY)
                .onFailure(UpstreamException.class)
                .transform(failure -> unreached(read, ((UpstreamException) failure).kind()))
                .map(answer -> versionOf(read, answer));
    }

    /**
     * One page of the names: {@code GET /secrets}. Fails with a {@link ResolutionException}.
     *
     * @param page empty for the first
     */
    Uni<NamesPage> list(VaultRead access, AccessToken token, Optional<URI> page) {
        UpstreamRequest request = UpstreamRequest.get(
                        page.orElseGet(() -> access.vault().secrets(apiVersion)))
                .header("Authorization", "Bearer " + token.token())
                .header("x-ms-client-request-id", UUID.randomUUID().toString());
        boolean anyAddress = access.vault().ofCloud() || allowPrivateAddresses;
        return upstream.send(anyAddress ? request : request.toPublicAddressesOnly(), attemptTimeout, MAX_BODY, LATENCY)
                .onFailure(UpstreamException.class)
                .transform(failure -> unreached(access, ((UpstreamException) failure).kind()))
                .map(answer -> {
                    if (answer.status() != 200) {
                        throw KeyVaultRefusals.ofList(access, answer, facts(access));
                    }
                    return NamesPage.of(answer, access.vault())
                            .orElseThrow(() -> failed(access, Reason.VAULT_ANSWER_UNREADABLE, "200"));
                });
    }

    private SecretVersion versionOf(VaultRead read, UpstreamAnswer answer) {
        if (answer.status() != 200) {
            throw KeyVaultRefusals.of(read, answer, facts(read));
        }
        return answer.json(SecretBundle.class)
                .filter(bundle -> bundle.value() != null)
                .map(bundle -> version(bundle, answer))
                .orElseThrow(() -> failed(read, Reason.VAULT_ANSWER_UNREADABLE, "200"));
    }

    private SecretVersion version(SecretBundle bundle, UpstreamAnswer answer) {
        Attributes attributes = bundle.attributes() == null ? new Attributes(null, null, null) : bundle.attributes();
        return new SecretVersion(
                SecretText.of(bundle.value()),
                bundle.version(),
                instant(attributes.updated()),
                instant(attributes.exp()),
                answer.startedAt(),
                answer.millis(),
                warnings(attributes, bundle.contentType(), clock.instant()));
    }

    /** Key Vault serves secrets before their time and after it alike: it is for us to say so. */
    private static List<String> warnings(Attributes attributes, String contentType, Instant now) {
        List<String> warnings = new ArrayList<>();
        Instant from = instant(attributes.nbf());
        Instant until = instant(attributes.exp());
        if (until != null && !now.isBefore(until)) {
            warnings.add("expired on " + until + "; the vault still serves it");
        }
        if (from != null && now.isBefore(from)) {
            warnings.add("not meant to be used before " + from + "; the vault serves it already");
        }
        if ("application/x-pkcs12".equals(contentType)) {
            warnings.add("backs a certificate: the value is a PKCS#12 file in Base64, private key included");
        }
        return warnings;
    }

    /** Not asked at all, because of its silence. */
    ResolutionException suspended(VaultRead read, Duration left) {
        return new ResolutionException(Diagnosis.of(Reason.VAULT_SUSPENDED, null, facts(read)), left);
    }

    private static ResolutionException unreached(VaultRead read, UpstreamException.Kind kind) {
        Reason reason =
                switch (kind) {
                    case UNKNOWN_HOST -> Reason.VAULT_UNKNOWN;
                    case ADDRESS_REFUSED -> Reason.VAULT_ADDRESS_REFUSED;
                    case TIMED_OUT -> Reason.VAULT_TIMED_OUT;
                    case TOO_LARGE -> Reason.VAULT_ANSWER_TOO_LARGE;
                    case UNREACHABLE, PROXY_REFUSED, TLS, BROKEN -> Reason.VAULT_UNREACHABLE;
                };
        return failed(read, reason, kind.code());
    }

    private static ResolutionException failed(VaultRead read, Reason reason, String code) {
        return new ResolutionException(Diagnosis.of(reason, code, facts(read)));
    }

    private static Map<String, String> facts(VaultRead read) {
        Map<String, String> facts = new HashMap<>();
        facts.put("vault", read.vault().name());
        facts.put("host", read.vault().host());
        facts.put("secret", read.name().sent());
        facts.put("version", read.version().orElse("latest"));
        facts.put("versionPath", read.version().orElse(""));
        facts.put("credential", read.credential().id().toString());
        facts.put("tenant", read.token().tenant());
        facts.put("client", read.token().client());
        facts.put("settings", read.token().setIn());
        facts.put("organization", read.token().organization().toString());
        facts.put("resource", read.token().cloud().vaultResource());
        facts.put("graph", read.token().cloud().graphHost());
        facts.put("arm", read.token().cloud().managementHost());
        return facts;
    }

    private static Instant instant(Long epochSeconds) {
        return Optional.ofNullable(epochSeconds)
                .filter(seconds -> seconds > 0 && seconds < 253_402_300_800L)
                .map(Instant::ofEpochSecond)
                .orElse(null);
    }

    private record SecretBundle(
            @JsonProperty("value") String value,
            @JsonProperty("id") String id,
            @JsonProperty("contentType") String contentType,
            @JsonProperty("attributes") Attributes attributes) {

        /** The id ends in the concrete version, also when the latest was asked for. */
        String version() {
            String last = id == null ? "" : id.substring(id.lastIndexOf('/') + 1);
            return SecretName.isVersion(last) ? last : null;
        }

        @Override
        public String toString() {
            return "SecretBundle[" + id + "]";
        }
    }

    private record Attributes(
            @JsonProperty("nbf") Long nbf,
            @JsonProperty("exp") Long exp,
            @JsonProperty("updated") Long updated) {}
}
