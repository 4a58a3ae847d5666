package dev.bellhop.config.trust;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What this service tells admins of the issuer, which it never calls. */
@ConfigMapping(prefix = "bellhop.trust")
interface TrustConfig {
    /**
     * {@code OIDC_ISSUER} of issuer-service, to the letter: clouds compare it byte by byte. Without it only the trust set-up is
     * refused.
     */
    Optional<String> issuer();
}
