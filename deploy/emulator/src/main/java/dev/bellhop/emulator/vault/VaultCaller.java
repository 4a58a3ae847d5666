package dev.bellhop.emulator.vault;

import dev.bellhop.emulator.entra.AccessTokenClaims;
import java.util.UUID;

/** Who an access token says it is, in the words Key Vault's messages use. */
record VaultCaller(String appId, String objectId, String issuer) {
    static VaultCaller of(AccessTokenClaims claims) {
        return new VaultCaller(claims.appId(), claims.objectId(), claims.issuer());
    }

    /** By the object id of the service principal; a client id gives nothing, as at Azure. */
    boolean is(UUID principalId) {
        return principalId.toString().equalsIgnoreCase(objectId);
    }

    @Override
    public String toString() {
        return "appid=" + appId + ";oid=" + objectId + ";iss=" + issuer;
    }
}
