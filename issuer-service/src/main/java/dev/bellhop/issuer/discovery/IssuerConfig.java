package dev.bellhop.issuer.discovery;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Who this issuer is, as {@code OIDC_ISSUER} in the environment. */
@ConfigMapping(prefix = "oidc")
interface IssuerConfig {
    /** The https URL under which the clouds reach this service; without it nothing is published or minted. */
    Optional<String> issuer();
}
