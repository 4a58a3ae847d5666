package dev.bellhop.caller;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Which of our services this is. */
@ConfigMapping(prefix = "bellhop.service")
interface ServiceConfig {
    /** The one audience of this service, set by the service itself: another service's audience then stops the start. */
    Optional<String> audience();
}
