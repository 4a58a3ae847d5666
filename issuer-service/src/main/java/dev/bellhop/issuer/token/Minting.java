package dev.bellhop.issuer.token;

import dev.bellhop.caller.Audiences;
import dev.bellhop.issuer.key.SigningKeys;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Duration;

/** The settings of minting, checked together. */
record Minting(AudienceList audiences, Duration life) {
    private static final Duration SHORTEST = Duration.ofMinutes(5);
    private static final Duration LONGEST = SigningKeys.LONGEST_TOKEN_LIFE;

    /** A kickoff is started now or not at all. */
    private static final Duration KICKOFF_GRANT = Duration.ofMinutes(5);

    /** @throws ConfigurationException with one sentence that names the setting */
    static Minting of(TokenConfig config) {
        if (config.life().compareTo(SHORTEST) < 0 || config.life().compareTo(LONGEST) > 0) {
            throw new ConfigurationException(
                    "bellhop.tokens.life must be between " + SHORTEST + " and " + LONGEST + ": found " + config.life());
        }
        try {
            return new Minting(AudienceList.of(config.audiences(), Audiences.ALL), config.life());
        } catch (IllegalArgumentException refused) {
            throw new ConfigurationException("bellhop.tokens.audiences " + refused.getMessage());
        }
    }

    Duration lifeOf(TokenTarget target) {
        return target.kickoff().isPresent() ? KICKOFF_GRANT : life;
    }
}
