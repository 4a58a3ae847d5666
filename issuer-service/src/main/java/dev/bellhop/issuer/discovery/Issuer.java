package dev.bellhop.issuer.discovery;

import dev.bellhop.issuer.problem.IssuerException;
import dev.bellhop.issuer.problem.IssuerException.Reason;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The issuer URL of this service, read once. A wrong one stops the start with one sentence; a missing one is said to whoever asks. */
@ApplicationScoped
public class Issuer {
    private static final Logger LOG = Logger.getLogger(Issuer.class);

    private final Optional<IssuerUrl> url;

    Issuer(IssuerConfig config) {
        this.url = config.issuer().map(Issuer::parsed);
    }

    void check(@Observes StartupEvent event) {
        url.ifPresentOrElse(
                known -> LOG.infof("issuer %s", known),
                () -> LOG.warn("OIDC_ISSUER is not set: nothing is published or minted until it is"));
    }

    /** @throws IssuerException if {@code OIDC_ISSUER} is not set */
    public IssuerUrl url() {
        return url.orElseThrow(() -> new IssuerException(
                Reason.ISSUER_MISSING,
                "OIDC_ISSUER is not set: set it to the https URL under which the clouds reach this service"));
    }

    Optional<IssuerUrl> known() {
        return url;
    }

    private static IssuerUrl parsed(String text) {
        try {
            return IssuerUrl.of(text);
        } catch (IllegalArgumentException refused) {
            throw new ConfigurationException("OIDC_ISSUER " + refused.getMessage());
        }
    }
}
