package dev.bellhop.issuer.token;

import java.util.Optional;
import java.util.UUID;

/**
 * What ties a kickoff grant to one kickoff, so that a copied or altered record is worth nothing.
 *
 * @param recipientThumbprint of the key the environment is sealed to (RFC 7638); empty if the kickoff names no recipient
 */
record KickoffBinding(UUID kickoffId, Optional<String> recipientThumbprint) {}
