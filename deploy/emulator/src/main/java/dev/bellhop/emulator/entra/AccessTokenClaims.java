package dev.bellhop.emulator.entra;

import java.time.Instant;

/**
 * What a resource reads in a v1.0 access token whose signature holds.
 *
 * @param appId client id
 * @param objectId service principal object id: what roles are assigned to
 */
public record AccessTokenClaims(
        String audience, String issuer, String appId, String objectId, Instant notBefore, Instant expires) {}
