package dev.bellhop.issuer.token;

import java.util.Optional;
import java.util.UUID;

/**
 * The token that is asked for: for which verifier, and whose subject it carries. Well-formed; nothing is permitted yet.
 *
 * @param organization whose subject the token carries
 * @param automation empty for the organization's own subject
 * @param kickoff present exactly if the audience is that of kickoff grants
 */
record TokenTarget(String audience, UUID organization, Optional<UUID> automation, Optional<KickoffBinding> kickoff) {
    /** Limit of every cloud that registers an audience. */
    private static final int LONGEST_AUDIENCE = 600;

    /** @throws TokenException if no cloud registers such an audience */
    TokenTarget {
        if (audience.length() > LONGEST_AUDIENCE) {
            throw TokenException.invalidTarget("audience is longer than " + LONGEST_AUDIENCE + " characters");
        }
    }
}
