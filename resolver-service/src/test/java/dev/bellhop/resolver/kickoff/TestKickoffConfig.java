package dev.bellhop.resolver.kickoff;

import java.time.Duration;

/** The defaults, with or without bound grants. */
record TestKickoffConfig(boolean requireBoundRecipient, Duration keysPatience) implements KickoffConfig {
    static TestKickoffConfig requiringBoundRecipient(boolean required) {
        return new TestKickoffConfig(required, Duration.ofMinutes(2));
    }

    @Override
    public Duration maxAge() {
        return Duration.ofMinutes(15);
    }

    @Override
    public int maxPayloadBytes() {
        return 16_384;
    }

    @Override
    public int deadLetterPayloadBytes() {
        return 8_192;
    }

    @Override
    public Duration drain() {
        return Duration.ofSeconds(20);
    }
}
