package dev.bellhop.issuer.key;

import dev.bellhop.issuer.problem.IssuerException;
import dev.bellhop.issuer.problem.IssuerException.Reason;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Settles at start which mode holds, reads the key or the ring once before the first request is let in, then lets it be followed. */
@ApplicationScoped
class KeyStart {
    private static final Logger LOG = Logger.getLogger(KeyStart.class);

    private static final Duration FASTEST = Duration.ofMillis(100);

    private final ConfiguredKeyConfig configured;
    private final KeyConfig config;
    private final SealingConfig sealing;
    private final Optional<String> database;
    private final SigningKeys keys;
    private final SigningKeyStore store;
    private final RingFollower follower;
    private final Vertx vertx;
    private final Clock clock;

    KeyStart(
            ConfiguredKeyConfig configured,
            KeyConfig config,
            SealingConfig sealing,
            @ConfigProperty(name = "quarkus.datasource.reactive.url") Optional<String> database,
            SigningKeys keys,
            SigningKeyStore store,
            RingFollower follower,
            Vertx vertx,
            Clock clock) {
        this.configured = configured;
        this.config = config;
        this.sealing = sealing;
        this.database = database;
        this.keys = keys;
        this.store = store;
        this.follower = follower;
        this.vertx = vertx;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        String provider = CryptoProvider.install();
        if (ConfiguredKey.isPresent(configured)) {
            SigningKey key = ConfiguredKey.read(configured);
            keys.hold(key);
            LOG.infof("signing with the configured key kid=%s provider=%s", key.kid(), provider);
            LOG.warnf(
                    "key %s was not announced by this service before it signs: verifiers that hold an older key set refuse its tokens"
                            + " until they fetch it again",
                    key.kid());
            return;
        }
        ConfiguredKey.refuseStrayKeyId(configured);
        checkPace();
        List<String> missing = missing();
        if (!missing.isEmpty()) {
            IssuerException why = new IssuerException(Reason.KEY_SETTING_MISSING, sentence(missing));
            LOG.warn(why.getMessage());
            keys.lack(why);
            return;
        }
        follower.follow(new ManagedRing(
                store, KeySealing.load(sealing.keysetFile().orElseThrow()), keys, vertx, clock, config.ringLease()));
        LOG.infof("following the key ring of the database provider=%s", provider);
    }

    private void checkPace() {
        if (config.ringRefresh().compareTo(FASTEST) < 0 || config.ringRefresh().compareTo(config.ringLease()) >= 0) {
            throw new ConfigurationException("bellhop.keys.ring-refresh must be at least " + FASTEST
                    + " and shorter than bellhop.keys.ring-lease: found " + config.ringRefresh() + " and "
                    + config.ringLease());
        }
    }

    private List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (sealing.keysetFile().isEmpty()) {
            missing.add("bellhop.sealing.keyset-file");
        }
        if (database.isEmpty()) {
            missing.add("quarkus.datasource.reactive.url");
        }
        return missing;
    }

    private static String sentence(List<String> missing) {
        return String.join(" and ", missing) + (missing.size() == 1 ? " is" : " are")
                + " not set: managed keys need " + (missing.size() == 1 ? "it" : "them")
                + "; to run without a database set OIDC_PRIVATE_KEY or OIDC_PRIVATE_KEY_FILE instead";
    }
}
