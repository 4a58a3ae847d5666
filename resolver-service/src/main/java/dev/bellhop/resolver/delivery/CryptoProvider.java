package dev.bellhop.resolver.delivery;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.Security;
import org.jboss.logging.Logger;

/**
 * Amazon Corretto Crypto Provider first, before any key is made: a key of the JDK's own class would be translated at every use.
 * Where it has no build for the platform the JDK's provider serves, slower; which one it is stands in the log.
 */
@ApplicationScoped
class CryptoProvider {
    private static final Logger LOG = Logger.getLogger(CryptoProvider.class);

    void install(@Observes @Priority(1) StartupEvent starting) {
        try {
            AmazonCorrettoCryptoProvider.install();
            AmazonCorrettoCryptoProvider.INSTANCE.assertHealthy();
            LOG.infof("Cryptography by %s", AmazonCorrettoCryptoProvider.INSTANCE.getInfo());
        } catch (RuntimeException | LinkageError unavailable) {
            Security.removeProvider(AmazonCorrettoCryptoProvider.PROVIDER_NAME);
            LOG.warnf(
                    "Cryptography by the JDK: Amazon Corretto Crypto Provider does not run here (%s), sealing is some twenty times slower",
                    unavailable.getClass().getSimpleName());
        }
    }
}
