package dev.bellhop.issuer.key;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

/**
 * A published key as operators see it: the public half and the dates.
 *
 * @param activatableAt from then on it may sign
 * @param removeAt it stays published until then
 * @param publicKey as it stands in the key set (RFC 7517)
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SigningKeyView(
        String kid,

        @Schema(enumeration = {"prepared", "active", "retired"})
        String state,

        Instant preparedAt,
        Instant activatableAt,
        Instant activatedAt,
        Instant retiredAt,
        Instant removeAt,
        Map<String, Object> publicKey) {
    private static final List<KeyState> ORDER = List.of(KeyState.RETIRED, KeyState.ACTIVE, KeyState.PREPARED);

    static SigningKeyView of(StoredKey key, RotationPolicy policy) {
        boolean waits = key.state() == KeyState.PREPARED;
        return new SigningKeyView(
                key.kid(),
                key.state().stored(),
                key.preparedAt(),
                waits ? policy.activatableAt(key) : null,
                key.activatedAt().orElse(null),
                key.retiredAt().orElse(null),
                key.removeAt().orElse(null),
                parsed(key.publicJwk()));
    }

    /** Of the configured mode, which knows no dates. */
    static SigningKeyView of(PublishedKey key, KeyState state) {
        return new SigningKeyView(key.kid(), state.stored(), null, null, null, null, null, key.jwk());
    }

    /** Those that go first, those that come last. */
    static List<SigningKeyView> of(StoredRing ring, RotationPolicy policy) {
        return ring.keys().stream()
                .sorted(comparing(StoredKey::state, comparing(ORDER::indexOf)))
                .map(key -> of(key, policy))
                .toList();
    }

    private static Map<String, Object> parsed(String jwk) {
        try {
            return JsonUtil.parseJson(jwk);
        } catch (JoseException e) {
            throw new IllegalStateException("a stored public key is not JSON", e);
        }
    }
}
