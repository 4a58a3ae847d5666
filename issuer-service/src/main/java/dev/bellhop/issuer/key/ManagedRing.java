package dev.bellhop.issuer.key;

import dev.bellhop.issuer.key.SigningKeyStore.SealedKey;
import dev.bellhop.issuer.key.SigningKeyStore.StoredRing;
import dev.bellhop.issuer.problem.IssuerException;
import dev.bellhop.issuer.problem.IssuerException.Reason;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The key ring of the managed mode, as one replica follows it: reads it, completes it if it lacks a key, opens the private halves and hands the
 * result to {@link SigningKeys}. A failed read changes nothing: what is held stays until its lease ends.
 */
final class ManagedRing {
    private final SigningKeyStore store;
    private final KeySealing sealing;
    private final SigningKeys keys;
    private final Vertx vertx;
    private final Clock clock;
    private final Duration lease;
    private final Map<String, SigningKey> opened = new ConcurrentHashMap<>();

    ManagedRing(SigningKeyStore store, KeySealing sealing, SigningKeys keys, Vertx vertx, Clock clock, Duration lease) {
        this.store = store;
        this.sealing = sealing;
        this.keys = keys;
        this.vertx = vertx;
        this.clock = clock;
        this.lease = lease;
    }

    /**
     * Reads the ring once. Needs a Vert.x context safe for a database session.
     *
     * @return how far this replica's clock is ahead of the database's
     */
    Uni<Duration> refresh() {
        return store.read()
                .chain(ring -> ring.gap().isNone() ? Uni.createFrom().item(ring) : completed(ring.gap()))
                .map(this::accept);
    }

    private Uni<StoredRing> completed(RingGap gap) {
        return made(gap.keys()).chain(store::complete);
    }

    /** Making an RSA key takes a tenth of a second or a whole one, so a worker thread does it. */
    private Uni<List<SealedKey>> made(int count) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(
                                () -> Stream.generate(this::make).limit(count).toList(), false)
                        .toCompletionStage());
    }

    private SealedKey make() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RsaPem.MINIMUM_BITS);
            var pair = generator.generateKeyPair();
            SigningKey key =
                    SigningKey.ofThumbprint((RSAPublicKey) pair.getPublic(), (RSAPrivateKey) pair.getPrivate());
            return new SealedKey(key, sealing.seal(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM cannot make an RSA key", e);
        }
    }

    private Duration accept(StoredRing stored) {
        Instant now = clock.instant();
        keys.hold(new KeyRing(stored.rows().stream().map(this::ringKey).toList()), now, lease);
        opened.keySet().retainAll(stored.rows().stream().map(row -> row.kid).toList());
        return Duration.between(stored.databaseTime(), now);
    }

    private RingKey ringKey(SigningKeyRow row) {
        return new RingKey(
                opened.computeIfAbsent(row.kid, kid -> open(kid, row.sealedPrivateKey)),
                row.state,
                row.preparedAt,
                Optional.ofNullable(row.activateAt),
                Optional.ofNullable(row.removeAt));
    }

    private SigningKey open(String kid, byte[] sealed) {
        try {
            return sealing.open(kid, sealed);
        } catch (GeneralSecurityException closed) {
            throw new IssuerException(
                    Reason.KEY_RING_UNREADABLE,
                    "signing key " + kid
                            + " of the database does not open with the keyset of bellhop.sealing.keyset-file",
                    closed);
        }
    }
}
