package dev.bellhop.issuer.key;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Begins the managed mode: reads the ring once before the first request is let in, then lets it be followed. */
@ApplicationScoped
class ManagedStart {
    private static final Logger LOG = Logger.getLogger(ManagedStart.class);

    private static final Duration LONGEST_IMPORT = Duration.ofSeconds(20);

    private final KeyConfig config;
    private final PublicationConfig publication;
    private final SigningKeyStore store;
    private final SigningKeys keys;
    private final RingFollower follower;
    private final KeyAdministration administration;
    private final RingAudit audit;
    private final KeyMetrics metrics;
    private final Vertx vertx;
    private final Clock clock;

    ManagedStart(
            KeyConfig config,
            PublicationConfig publication,
            SigningKeyStore store,
            SigningKeys keys,
            RingFollower follower,
            KeyAdministration administration,
            RingAudit audit,
            KeyMetrics metrics,
            Vertx vertx,
            Clock clock) {
        this.config = config;
        this.publication = publication;
        this.store = store;
        this.keys = keys;
        this.follower = follower;
        this.administration = administration;
        this.audit = audit;
        this.metrics = metrics;
        this.vertx = vertx;
        this.clock = clock;
    }

    /** @throws ConfigurationException with one sentence that names the setting */
    RotationPolicy policy() {
        return RotationSettings.policy(config, publication.jwksMaxAge(), clock.instant());
    }

    void start(RotationPolicy policy, Path keyset, Optional<SigningKey> imported) {
        RotationSettings.warnOfShortTimes(policy.times());
        SealedKeysmith smith = new SealedKeysmith(KeySealing.load(keyset));
        imported.ifPresent(key -> take(key, smith.seal(key), policy.times()));
        ManagedRing ring = new ManagedRing(
                store,
                smith,
                Workers.of(vertx),
                policy,
                config.clockTolerance(),
                keys,
                ReplicaClock.of(clock),
                audit::changed);
        metrics.of(policy);
        administration.administer(ring);
        follower.follow(ring);
    }

    /** Into an empty ring; of replicas that start together the first one does it. */
    private void take(SigningKey key, SealedKey sealed, RingTimes times) {
        Author author = Author.due();
        Uni<StoredKey> known = store.change(
                        author,
                        ring -> ring.pristine()
                                ? RingChange.of(ring, List.of(new RingStep.Begin()), times, List.of(sealed))
                                        .writes()
                                : List.of())
                .invoke(written -> audit.changed(author, written))
                .chain(() -> store.find(key.kid()))
                .ifNoItem()
                .after(LONGEST_IMPORT)
                .fail();
        StoredKey found = awaited(known);
        if (found == null) {
            throw new ConfigurationException("bellhop.keys.import-configured cannot take key " + key.kid()
                    + ": the ring of this database has had other keys; give it an empty one");
        }
        if (found.state() == KeyState.REMOVED) {
            throw new ConfigurationException("bellhop.keys.import-configured names key " + key.kid()
                    + ", which has left the ring: remove the setting and OIDC_PRIVATE_KEY");
        }
        LOG.infof(
                "the configured key is in the ring kid=%s state=%s; OIDC_PRIVATE_KEY and bellhop.keys.import-configured can be removed",
                key.kid(), found.state().stored());
    }

    private static StoredKey awaited(Uni<StoredKey> asked) {
        try {
            return VertxContextSupport.subscribeAndAwait(() -> asked);
        } catch (Throwable failure) { // the await declares Throwable
            throw new IllegalStateException("the configured key could not be taken into the ring", failure);
        }
    }
}
