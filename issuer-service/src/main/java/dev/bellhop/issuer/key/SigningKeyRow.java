package dev.bellhop.issuer.key;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;

/** One key of the ring as stored. All dates are the database's; one in the future is a plan, one in the past a fact. */
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
}
