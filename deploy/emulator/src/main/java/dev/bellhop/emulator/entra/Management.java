package dev.bellhop.emulator.entra;

import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Who may use Microsoft Graph and Azure Resource Manager: the access token, its tenant, its rights. */
public final class Management {
    private final Directory directory;
    private final AccessTokens accessTokens;

    public Management(Directory directory, AccessTokens accessTokens) {
        this.directory = directory;
        this.accessTokens = accessTokens;
    }

    /**
     * Who calls.
     *
     * @param permitted whether it may look and change
     */
    public record Caller(Tenant tenant, AccessTokenClaims claims, boolean permitted) {}

    /** Why a caller is not taken. */
    public enum Refusal {
        NO_TOKEN,
        INVALID_TOKEN,
        EXPIRED_TOKEN,
        WRONG_AUDIENCE
    }

    /** A caller who is not taken. */
    public static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final Refusal refusal;

        RefusedException(Refusal refusal, Throwable cause) {
            super(refusal.name(), cause);
            this.refusal = refusal;
        }

        public Refusal refusal() {
            return refusal;
        }
    }

    /**
     * The caller behind an {@code Authorization} header.
     *
     * @param audiences whether the service takes tokens of that audience
     * @param rights of which one permits it; an application that is an administrator may as well
     */
    public Caller admit(
            AzureCloud cloud, Optional<String> authorization, Predicate<String> audiences, Set<String> rights)
            throws RefusedException {
        String token = authorization
                .filter(header -> header.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(header -> header.substring(7).trim())
                .filter(rest -> !rest.isEmpty())
                .orElseThrow(() -> new RefusedException(Refusal.NO_TOKEN, null));
        AccessTokenClaims claims = verified(token);
        if (!audiences.test(claims.audience())) {
            throw new RefusedException(Refusal.WRONG_AUDIENCE, null);
        }
        Tenant tenant = Directory.guid(claims.tenantId())
                .flatMap(directory::tenant)
                .filter(found -> found.cloud() == cloud)
                .orElseThrow(() -> new RefusedException(Refusal.INVALID_TOKEN, null));
        boolean administrator = Directory.guid(claims.appId())
                .flatMap(tenant::application)
                .filter(Application::administrator)
                .isPresent();
        boolean permitted = administrator || claims.rights().stream().anyMatch(rights::contains);
        return new Caller(tenant, claims, permitted);
    }

    private AccessTokenClaims verified(String token) throws RefusedException {
        try {
            return accessTokens.verify(token);
        } catch (AccessTokenException e) {
            throw new RefusedException(
                    e.flaw() == AccessTokenException.Flaw.EXPIRED ? Refusal.EXPIRED_TOKEN : Refusal.INVALID_TOKEN, e);
        }
    }
}
