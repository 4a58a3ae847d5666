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
    static void check(TokenTarget target, Caller caller, AudienceList audiences) {
        String permission = target.kickoff().isPresent() ? KICKOFF : ISSUE;
        if (!caller.may(permission)) {
            throw new TokenException(
                    TokenException.Error.UNAUTHORIZED_CLIENT,
                    "this caller has no " + permission + " and so no token for this kind of audience");
        }
        if (target.kickoff().isPresent()) {
            checkKickoff(target, caller);
        } else {
            checkSubject(target, caller, audiences);
        }
    }

    private static void checkKickoff(TokenTarget target, Caller caller) {
        if (!caller.may(KICKOFF, target.organization(), target.automation().orElseThrow())) {
            throw TokenException.invalidTarget(
                    "resource: this caller may not start kickoffs of this organization and automation");
        }
    }

    private static void checkSubject(TokenTarget target, Caller caller, AudienceList audiences) {
        if (audiences.entryFor(target.audience()).isEmpty()) {
            throw TokenException.invalidTarget("audience is not one this issuer mints for (bellhop.tokens.audiences)");
        }
        if (!caller.mayRequestAudience(ISSUE, target.organization(), target.automation(), target.audience())) {
            throw TokenException.invalidTarget(
                    "audience and resource: no grant of this caller gives this audience for this organization and automation");
        }
    }
}
