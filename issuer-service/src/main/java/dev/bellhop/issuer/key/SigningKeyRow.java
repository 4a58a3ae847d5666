package dev.bellhop.issuer.key;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;

/** A {@link StoredKey} as a row. All dates are the database's; one in the future is a plan, one in the past a fact. */
@Entity
@Table(name = "signing_key")
class SigningKeyRow {
    /** Thumbprint of the public half (RFC 7638); never used twice, because rows stay. */
    @Id
    String kid;

    /** JWS algorithm (RFC 7518, section 3.1). */
    @Column(nullable = false, updatable = false)
    String algorithm;

    /** What was published, for people and audits; never read back into a key set. */
    @Column(name = "public_jwk", nullable = false, updatable = false)
    String publicJwk;

    /** Sealed PKCS#8; null once removed. */
    @Column(name = "sealed_private_key")
    byte[] sealedPrivateKey;

    @Column(nullable = false)
    KeyState state;

    @Column(name = "prepared_at", nullable = false, updatable = false)
    Instant preparedAt;

    /** No earlier may it sign. */
    @Column(name = "activatable_at", updatable = false)
    Instant activatableAt;

    @Column(name = "activate_at")
    Instant activateAt;

    @Column(name = "retire_at")
    Instant retireAt;

    @Column(name = "remove_at")
    Instant removeAt;

    /** When an operator withdrew it before its time; null for a key that ended by schedule. */
    @Column(name = "revoked_at")
    Instant revokedAt;

    @Version
    int version;

    static SigningKeyRow of(StoredKey key) {
        SigningKeyRow row = new SigningKeyRow();
        row.kid = key.kid();
        row.algorithm = "RS256";
        row.publicJwk = key.publicJwk();
        row.preparedAt = key.preparedAt();
        row.activatableAt = key.activatableAt().orElse(null);
        row.take(key);
        return row;
    }

    /** What changes in a key's life. */
    final void take(StoredKey key) {
        sealedPrivateKey = key.sealed();
        state = key.state();
        activateAt = key.activatedAt().orElse(null);
        retireAt = key.retiredAt().orElse(null);
        removeAt = key.removeAt().orElse(null);
        revokedAt = key.revokedAt().orElse(null);
    }

    StoredKey toKey() {
        return new StoredKey(
                kid,
                publicJwk,
                sealedPrivateKey,
                state,
                preparedAt,
                Optional.ofNullable(activatableAt),
                Optional.ofNullable(activateAt),
                Optional.ofNullable(retireAt),
                Optional.ofNullable(removeAt),
                Optional.ofNullable(revokedAt));
    }
}
