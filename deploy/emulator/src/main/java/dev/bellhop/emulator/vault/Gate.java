package dev.bellhop.emulator.vault;

import dev.bellhop.emulator.entra.AccessTokenClaims;
import dev.bellhop.emulator.entra.AccessTokenException;
import dev.bellhop.emulator.entra.AccessTokens;
import dev.bellhop.emulator.entra.AzureCloud;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What a request to a vault must pass before it reaches a secret: firewall, access token, authorization, in this order. */
final class Gate {
    /** Where every caller seems to come from; of the range for documentation (RFC 5737). */
    private static final String CLIENT_ADDRESS = "203.0.113.7";

    private final AccessTokens accessTokens;

    Gate(AccessTokens accessTokens) {
        this.accessTokens = accessTokens;
    }

    /**
     * Who calls.
     *
     * @throws VaultException 401 or 403
     */
    VaultCaller admit(Vault vault, Optional<String> authorizationHeader) {
        String token = authorizationHeader
                .filter(header -> header.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(header -> header.substring(7).trim())
                .filter(rest -> !rest.isEmpty())
                .orElseThrow(() -> VaultException.unauthorized("AKV10000: Request is missing a Bearer or PoP token."));
        AccessTokenClaims claims = verified(vault, token);
        VaultCaller caller = VaultCaller.of(claims);
        checkNetwork(vault, caller);
        checkAudience(vault.cloud(), claims.audience());
        checkIssuer(vault, claims.issuer());
        return caller;
    }

    private AccessTokenClaims verified(Vault vault, String token) {
        try {
            return accessTokens.verify(token);
        } catch (AccessTokenException e) {
            if (vault.network() != Vault.Network.OPEN) {
                checkNetwork(vault, new VaultCaller("", "", ""));
            }
            throw switch (e.flaw()) {
                case UNKNOWN_KEY ->
                    VaultException.unauthorized(
                            "AKV10046: Unable to resolve the key used for signature validation. EncodedJwtHeader: '"
                                    + token.substring(0, token.indexOf('.')) + "'");
                case EXPIRED ->
                    VaultException.unauthorized(
                            "[TokenExpired] Error validating token: 'IDX10223: Lifetime validation failed. The token is expired.'");
                case NOT_YET_VALID ->
                    VaultException.unauthorized(
                            "[TokenNotYetValid] Error validating token: 'IDX10222: Lifetime validation failed. The token is not yet"
                                    + " valid.'");
                case BAD_SIGNATURE ->
                    VaultException.unauthorized(
                            "[InvalidSignature] Error validating token: 'IDX10511: Signature validation failed.'");
                case MALFORMED ->
                    VaultException.unauthorized(
                            "[BearerReadAccessTokenFailed] Error reading the access token: it is not a JWS in compact form.");
            };
        }
    }

    private static void checkAudience(AzureCloud cloud, String audience) {
        if (!audience.equals(cloud.vaultResource()) && !audience.equals(AzureCloud.KEY_VAULT_APP_ID)) {
            throw VaultException.unauthorized("AKV10022: Invalid audience. Expected " + cloud.vaultResource() + " or "
                    + AzureCloud.KEY_VAULT_APP_ID + ", found: " + audience + ".");
        }
    }

    private static void checkIssuer(Vault vault, String issuer) {
        String expected = "https://sts.windows.net/" + vault.tenantId() + "/";
        if (!issuer.equals(expected)) {
            throw VaultException.unauthorized("AKV10032: Invalid issuer. Expected one of " + expected
                    + ", https://sts.windows.net/f8cdef31-a31e-4b4a-93e4-5f571e91255a/, found " + issuer + ".");
        }
    }

    private static void checkNetwork(Vault vault, VaultCaller caller) {
        switch (vault.network()) {
            case OPEN -> {}
            case FIREWALL -> checkFirewall(vault, caller);
            case PERIMETER ->
                throw VaultException.forbidden(
                        "ForbiddenByFirewall",
                        "Request was not allowed by NSP rules and the client address is not authorized and caller was ignored"
                                + " because bypass is set to None\r\nClient address: " + CLIENT_ADDRESS
                                + "\r\nCaller: " + caller + "\r\nVault: " + vault.described());
            case PRIVATE ->
                throw VaultException.forbidden(
                        "ForbiddenByConnection",
                        vault.letsTrustedServicesPass()
                                ? "Public network access is disabled and request is not from a trusted service nor via an"
                                        + " approved private link."
                                : "Connection is not an approved private link and caller was ignored because bypass is not"
                                        + " set to 'AzureServices' and PublicNetworkAccess is set to 'Disabled'.\r\nVault: "
                                        + vault.described());
        }
    }

    private static void checkFirewall(Vault vault, VaultCaller caller) {
        if (!vault.firewallAdmits(CLIENT_ADDRESS)) {
            throw VaultException.forbidden(
                    "ForbiddenByFirewall",
                    "Client address is not authorized and caller "
                            + (vault.letsTrustedServicesPass()
                                    ? "is not a trusted service."
                                    : "was ignored because bypass is set to None")
                            + "\r\nClient address: " + CLIENT_ADDRESS + "\r\nCaller: " + caller + "\r\nVault: "
                            + vault.described());
        }
    }

    /**
     * The id of the role assignment that allows it; empty where access policies decide.
     *
     * @param secret the secret concerned; empty where the whole vault is
     * @throws VaultException 403
     */
    Optional<String> authorize(Vault vault, VaultCaller caller, Operation operation, Optional<String> secret) {
        if (vault.authorization() == Vault.Authorization.ACCESS_POLICY) {
            checkPolicy(vault, caller, operation);
            return Optional.empty();
        }
        for (RoleAssignment assignment : vault.roleAssignments()) {
            if (assignment.grants(caller, operation, secret)) {
                return Optional.of(assignment.id());
            }
        }
        throw VaultException.forbidden(
                "ForbiddenByRbac",
                "Caller is not authorized to perform action on resource.\r\n"
                        + "If role assignments, deny assignments or role definitions were changed recently, please observe"
                        + " propagation time.\r\n"
                        + "Caller: " + caller + "\r\nAction: '" + operation.dataAction() + "'\r\nResource: '"
                        + vault.resourceId()
                        + secret.map(name -> "/secrets/" + name).orElse("")
                        + "'\r\nAssignment: (not found)\r\nDenyAssignmentId: null\r\n"
                        + "DecisionReason: 'DeniedWithNoValidRBAC' \r\nVault: " + vault.described() + "\r\n");
    }

    private static void checkPolicy(Vault vault, VaultCaller caller, Operation operation) {
        for (Map.Entry<UUID, Set<String>> policy : vault.accessPolicies().entrySet()) {
            if (caller.is(policy.getKey()) && policy.getValue().contains(operation.permission())) {
                return;
            }
        }
        throw VaultException.forbidden(
                "AccessDenied",
                "The user, group or application '" + caller + "' does not have secrets " + operation.permission()
                        + " permission on key vault '" + vault.described()
                        + "'. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125287");
    }
}
