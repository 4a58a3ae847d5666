package dev.bellhop.issuer.key;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Security;
import org.jboss.logging.Logger;

/**
 * Amazon Corretto Crypto Provider as the first provider of this JVM: an RSA-2048 signature in 0.25 ms instead of 1 ms, which is why tokens are
 * signed on the event loop. It must be installed before any key is made or parsed: a key of another provider's class is translated at every
 * signature, which costs most of the gain. Where the platform has no build of it, the JDK's provider signs, and the log says so.
 */
final class CryptoProvider {
    private static final Logger LOG = Logger.getLogger(CryptoProvider.class);

    private CryptoProvider() {}

    /** May be called again; returns the name of the provider that will make and use keys. */
    static String install() {
        return install(() -> {
            AmazonCorrettoCryptoProvider.install();
            AmazonCorrettoCryptoProvider.INSTANCE.assertHealthy();
        });
    }

    /** @param amazon installs Amazon's provider and proves it; what it throws means that the platform has none */
    static synchronized String install(Runnable amazon) {
        try {
            amazon.run();
        } catch (RuntimeException | LinkageError unavailable) {
            Security.removeProvider(AmazonCorrettoCryptoProvider.PROVIDER_NAME);
            LOG.warnf(
                    "Amazon Corretto Crypto Provider is not available here (%s): the JDK's provider signs, about four times slower",
                    unavailable.toString());
        }
        return Security.getProviders("Signature.SHA256withRSA")[0].getName();
    }
}
