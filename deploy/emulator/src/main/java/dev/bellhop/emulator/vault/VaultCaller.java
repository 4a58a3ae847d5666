package dev.bellhop.emulator.vault;

import dev.bellhop.emulator.entra.AccessTokenClaims;
import java.util.UUID;

/** Who an access token says it is, in the words Key Vault's messages use. */
record VaultCaller(String appId, String objectId, String issuer) {
    static VaultCaller of(AccessTokenClaims claims) {
        return new VaultCaller(claims.appId(), claims.objectId(), claims.issuer());
    }

    boolean is(UUID principalId) {
        String id = principalId.toString();
        return id.equalsIgnoreCase(objectId) || id.equalsIgnoreCase(appId);
    }

    @Override
    public String toString() {
        return "appid=" + appId + ";oid=" + objectId + ";iss=" + issuer;
    }
}
