package dev.bellhop.resolver.store.azure;

import dev.bellhop.resolver.diagnosis.Diagnosis;
import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.diagnosis.ResolutionException;
import dev.bellhop.resolver.upstream.UpstreamAnswer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What Key Vault's refusals mean: by status, then {@code innererror.code}, then {@code error.code}, then the AKV number. */
final class KeyVaultRefusals {
    private static final Map<String, Reason> FORBIDDEN = Map.of(
            "ForbiddenByRbac", Reason.VAULT_READ_DENIED,
            "AccessDenied", Reason.VAULT_ACCESS_POLICY,
            "ForbiddenByFirewall", Reason.VAULT_FIREWALL,
            "ForbiddenByConnection", Reason.VAULT_PRIVATE,
            "SecretDisabled", Reason.SECRET_DISABLED);
    private static final Map<String, Reason> UNAUTHORIZED =
            Map.of("AKV10022", Reason.VAULT_AUDIENCE_MISMATCH, "AKV10032", Reason.VAULT_TENANT_MISMATCH);

    private static final Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private KeyVaultRefusals() {}

    /** A refusal to list: what a role at a single secret does not allow. */
    static ResolutionException ofList(VaultRead read, UpstreamAnswer answer, Map<String, String> facts) {
        ResolutionException refused = of(read, answer, facts);
        Diagnosis diagnosis = refused.diagnosis();
        if (diagnosis.reason() != Reason.VAULT_READ_DENIED) {
            return refused;
        }
        Map<String, String> more = new HashMap<>(facts);
        more.putAll(KeyVaultError.of(answer).named());
        return new ResolutionException(Diagnosis.of(Reason.VAULT_LIST_DENIED, diagnosis.upstreamCode(), more)
                .traced(diagnosis.upstreamIds()));
    }

    static ResolutionException of(VaultRead read, UpstreamAnswer answer, Map<String, String> facts) {
        KeyVaultError error = KeyVaultError.of(answer);
        Challenge challenge = Challenge.of(answer.header("WWW-Authenticate"));
        Map<String, String> more = new HashMap<>(facts);
        challenge.tenant().ifPresent(tenant -> more.put("vaultTenant", tenant));
        challenge.resource().ifPresent(resource -> more.put("vaultResource", resource));
        more.putAll(error.named());
        Duration retryAfter = answer.retryAfter().orElse(null);
        Diagnosis diagnosis = Diagnosis.of(reason(read, error, challenge), error.name(), more);
        return new ResolutionException(diagnosis.traced(ids(answer)), retryAfter);
    }

    /** What Microsoft's support asks for; empty without it. */
    private static Map<String, String> ids(UpstreamAnswer answer) {
        return answer.header("x-ms-request-id")
                .filter(id -> GUID.matcher(id).matches())
                .map(id -> Map.of("requestId", id))
                .orElse(Map.of());
    }

    static Reason reason(VaultRead read, KeyVaultError error, Challenge challenge) {
        int status = error.status();
        return switch (status) {
            case 401 -> unauthorized(read, error, challenge);
            case 403 ->
                error.inner()
                        .or(error::code)
                        .flatMap(code -> Optional.ofNullable(FORBIDDEN.get(code)))
                        .orElse(Reason.VAULT_REFUSED);
            // A gateway's 404 is not the vault's word that a secret does not exist.
            case 404 ->
                error.code().filter("SecretNotFound"::equals).isPresent()
                        ? Reason.SECRET_NOT_FOUND
                        : Reason.VAULT_REFUSED;
            case 408 -> Reason.VAULT_UNAVAILABLE;
            case 429 -> Reason.VAULT_THROTTLED;
            case 501, 505 -> Reason.VAULT_REFUSED;
            default -> {
                if (status >= 500) {
                    yield Reason.VAULT_UNAVAILABLE;
                }
                yield status >= 300 && status < 400 ? Reason.VAULT_REDIRECTED : Reason.VAULT_REFUSED;
            }
        };
    }

    private static Reason unauthorized(VaultRead read, KeyVaultError error, Challenge challenge) {
        return error.akv()
                .flatMap(number -> Optional.ofNullable(UNAUTHORIZED.get(number)))
                .orElseGet(() -> {
                    if (challenge.ofAnotherTenantThan(read.token().tenant())) {
                        return Reason.VAULT_TENANT_MISMATCH;
                    }
                    return challenge.forAnotherResourceThan(read.token().cloud().vaultResource())
                            ? Reason.VAULT_AUDIENCE_MISMATCH
                            : Reason.VAULT_TOKEN_REFUSED;
                });
    }
}
