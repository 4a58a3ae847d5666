package dev.bellhop.issuer.token;

import dev.bellhop.caller.Caller;

/**
 * Who may have which token. Knows nothing of whether an organization or automation exists: the issuer enforces grants only, so the answer for
 * another's organization and for one that does not exist is the same.
 */
final class TokenPolicy {
    static final String ISSUE = "subject_tokens:issue";
    static final String KICKOFF = "kickoffs:resolve";

    private TokenPolicy() {}

    /** @throws TokenException if the caller may not have what it asks for */
    static void check(TokenRequest request, Caller caller, AudienceList audiences) {
        String permission = request.kickoff().isPresent() ? KICKOFF : ISSUE;
        if (!caller.may(permission)) {
            throw new TokenException(
                    TokenException.Error.UNAUTHORIZED_CLIENT,
                    "this caller has no " + permission + " and so no token for this kind of audience");
        }
        if (request.kickoff().isPresent()) {
            checkKickoff(request, caller);
        } else {
            checkSubject(request, caller, audiences);
        }
    }

    private static void checkKickoff(TokenRequest request, Caller caller) {
        if (!caller.may(KICKOFF, request.organization(), request.automation().orElseThrow())) {
            throw TokenException.invalidTarget(
                    "resource: this caller may not start kickoffs of this organization and automation");
        }
    }

    private static void checkSubject(TokenRequest request, Caller caller, AudienceList audiences) {
        if (!audiences.contains(request.audience())) {
            throw TokenException.invalidTarget("audience is not one this issuer mints for (bellhop.tokens.audiences)");
        }
        if (!caller.mayRequestAudience(ISSUE, request.organization(), request.automation(), request.audience())) {
            throw TokenException.invalidTarget(
                    "audience and resource: no grant of this caller gives this audience for this organization and automation");
        }
    }
}
