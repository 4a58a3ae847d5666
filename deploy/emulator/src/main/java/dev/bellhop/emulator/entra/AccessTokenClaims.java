package dev.bellhop.emulator.entra;

import java.time.Instant;
import java.util.Set;

/**
 * What a resource reads in a v1.0 access token whose signature holds.
 *
 * @param appId client id
 * @param objectId service principal object id: what roles are assigned to
 * @param rights application permissions ({@code roles}) and delegated ones ({@code scp})
 */
public record AccessTokenClaims(
        String audience,
        String issuer,
        String appId,
        String objectId,
        String tenantId,
        Set<String> rights,
        Instant notBefore,
        Instant expires) {}
