package dev.bellhop.resolver.resolution;

import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The replica's slots, as configured: one set for both edges. */
class Slotting {
    @Produces
    @Singleton
    Slots slots(ResolutionConfig config) {
        if (config.inFlight() < 1 || config.waiting() < 0) {
            throw new ConfigurationException(
                    "bellhop.resolutions.in-flight must be at least 1, and bellhop.resolutions.waiting at least 0");
        }
        return new Slots(config.inFlight(), Math.max(1, config.inFlight() / 4), config.waiting());
    }
}
