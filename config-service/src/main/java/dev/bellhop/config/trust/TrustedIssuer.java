package dev.bellhop.config.trust;

import dev.bellhop.config.problem.ConfigException;
import dev.bellhop.config.problem.Reason;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** The issuer that clouds are told to trust. A wrong letter here is a refused exchange later, so what cannot be one stops the start. */
@Startup
@ApplicationScoped
class TrustedIssuer {
    /** Entra's limit (reference: federated identity credentials, {@code issuer}). */
    private static final int LONGEST = 600;

    /** As issuer-service takes its own: nothing that could be spelled in two ways. */
    private static final Pattern URL = Pattern.compile(
            "https://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::(?!443(?:/|$))[0-9]{1,5})?(?:/[A-Za-z0-9._~-]+)*");

    private static final Logger LOG = Logger.getLogger(TrustedIssuer.class);

    private final Optional<String> url;

    TrustedIssuer(TrustConfig config) {
        this.url = config.issuer();
        if (url.isEmpty()) {
            LOG.warn("bellhop.trust.issuer is not set: trust set-ups are refused until it is");
        }
        url.ifPresent(text -> {
            if (text.length() > LONGEST || !URL.matcher(text).matches()) {
                throw new IllegalStateException(
                        "bellhop.trust.issuer: must be OIDC_ISSUER of issuer-service to the letter: https, a host in lower case,"
                                + " no query, no fragment, no slash at its end");
            }
        });
    }

    String url() {
        return url.orElseThrow(
                () -> new ConfigException(
                        Reason.ISSUER_NOT_CONFIGURED,
                        "bellhop.trust.issuer is not set: the operator sets it to OIDC_ISSUER of issuer-service, to the letter"));
    }
}
