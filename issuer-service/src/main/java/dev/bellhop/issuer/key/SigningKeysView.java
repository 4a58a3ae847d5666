package dev.bellhop.issuer.key;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The ring as operators see it.
 *
 * @param databaseTime the clock by which all dates count
 * @param rotatableAt from then on a rotation by hand is granted
 * @param nextRotationAt when the ring rotates by itself
 * @param keys those that go first, those that come last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SigningKeysView(
        @Schema(enumeration = {"managed", "configured"}) String mode,

        Instant databaseTime,
        Instant rotatableAt,
        Instant nextRotationAt,
        List<SigningKeyView> keys) {

    static SigningKeysView of(StoredRing ring, RotationPolicy policy) {
        Instant rotatable = ring.prepared()
                .flatMap(prepared -> policy.possibleAt(ring, prepared))
                .orElse(null);
        return new SigningKeysView(
                "managed",
                ring.databaseTime(),
                rotatable,
                policy.nextRotation(ring).orElse(null),
                SigningKeyView.of(ring, policy));
    }

    static SigningKeysView of(ConfiguredKeys keys) {
        List<SigningKeyView> views = new ArrayList<>();
        keys.previous().forEach(key -> views.add(SigningKeyView.of(key, KeyState.RETIRED)));
        views.add(SigningKeyView.of(keys.signing(), KeyState.ACTIVE));
        keys.next().forEach(key -> views.add(SigningKeyView.of(key, KeyState.PREPARED)));
        return new SigningKeysView("configured", null, null, null, List.copyOf(views));
    }
}
