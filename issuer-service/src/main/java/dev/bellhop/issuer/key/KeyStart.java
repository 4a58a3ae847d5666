package dev.bellhop.issuer.key;

import dev.bellhop.issuer.problem.IssuerException;
import dev.bellhop.issuer.problem.IssuerException.Reason;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Settles at start which mode holds: the operator's keys, the ring in the database, or neither yet. */
@ApplicationScoped
class KeyStart {
    private static final Logger LOG = Logger.getLogger(KeyStart.class);

    private final ConfiguredKeyConfig configured;
    private final KeyConfig config;
    private final SealingConfig sealing;
    private final Optional<String> database;
    private final SigningKeys keys;
    private final KeyAdministration administration;
    private final ManagedStart managed;

    KeyStart(
            ConfiguredKeyConfig configured,
            KeyConfig config,
            SealingConfig sealing,
            @ConfigProperty(name = "quarkus.datasource.reactive.url") Optional<String> database,
            SigningKeys keys,
            KeyAdministration administration,
            ManagedStart managed) {
        this.configured = configured;
        this.config = config;
        this.sealing = sealing;
        this.database = database;
        this.keys = keys;
        this.administration = administration;
        this.managed = managed;
    }

    void start(@Observes StartupEvent event) {
        String provider = CryptoProvider.install();
        boolean given = ConfiguredKey.isPresent(configured);
        if (given && !config.importConfigured()) {
            configured(ConfiguredKeys.read(configured), provider);
            return;
        }
        RotationPolicy policy = managed.policy();
        Optional<SigningKey> imported = given ? Optional.of(ImportedKey.read(configured)) : Optional.empty();
        if (!given) {
            ConfiguredKey.refuseStraySettings(configured);
            refuseStrayImport();
        }
        List<String> missing = missing();
        if (missing.isEmpty()) {
            managed.start(policy, sealing.keysetFile().orElseThrow(), imported);
            LOG.infof("following the key ring of the database provider=%s", provider);
        } else {
            lack(missing);
        }
    }

    private void configured(ConfiguredKeys given, String provider) {
        if (config.rotationPeriod().isPresent()
                || config.rotationSchedule().isPresent()
                || config.rotationWindow().isPresent()) {
            throw new ConfigurationException(
                    "bellhop.keys.rotation-period, rotation-schedule or rotation-window is set beside OIDC_PRIVATE_KEY or"
                            + " OIDC_PRIVATE_KEY_FILE: configured keys change by restart only, so remove the one or the other");
        }
        keys.hold(given.current());
        administration.show(given);
        LOG.infof(
                "signing with the configured key kid=%s provider=%s",
                given.signing().kid(), provider);
        if (!given.announced()) {
            LOG.warnf(
                    "key %s was not announced before it signs: verifiers that hold an older key set refuse its tokens until they fetch it again;"
                            + " publish a key in OIDC_NEXT_PUBLIC_KEYS first, and leave it there when it signs",
                    given.signing().kid());
        }
    }

    private void lack(List<String> missing) {
        IssuerException why = new IssuerException(Reason.KEY_SETTING_MISSING, sentence(missing));
        LOG.warn(why.getMessage());
        keys.lack(why);
        administration.lack(why);
    }

    private void refuseStrayImport() {
        if (config.importConfigured()) {
            throw new ConfigurationException(
                    "bellhop.keys.import-configured is set without OIDC_PRIVATE_KEY or OIDC_PRIVATE_KEY_FILE: remove it once the key is in the ring");
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
