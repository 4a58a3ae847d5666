package dev.bellhop.caller;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** How this service proves itself to our other services: {@code bellhop.identity.<service>.*}. */
@ConfigMapping(prefix = "bellhop.identity")
interface IdentityConfig {
    /** By the called service: {@code issuer}, {@code config}. */
    @WithParentName
    Map<String, ServiceIdentity> services();

    /** What is presented to one service. */
    interface ServiceIdentity {
        /** A file with one JWT made for that service's audience, such as a Kubernetes projected token. Read again as it changes. */
        Optional<Path> tokenFile();
    }
}
