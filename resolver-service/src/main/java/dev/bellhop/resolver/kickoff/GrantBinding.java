package dev.bellhop.resolver.kickoff;

import dev.bellhop.caller.Caller;
import dev.bellhop.resolver.delivery.Recipient;
import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.input.InvalidInput.FieldError;
import java.util.List;
import java.util.Map;

/**
 * Whether a token was issued for exactly this kickoff: then a record that was copied, altered or answered with another key is
 * worthless. Claims {@code organization_id}, {@code automation_id}, {@code kickoff_id} and {@code cnf.jkt} (confirmation as in
 * RFC 9449, section 6) against the event.
 */
final class GrantBinding {
    private static final String PERMISSION = "kickoffs:resolve";

    private GrantBinding() {}

    /** Fails with {@link Refusal}; what the token does state must be true even where a bound grant is not required. */
    static void check(Caller caller, KickoffEvent event, boolean required) {
        Map<String, Object> claims = caller.claims();
        same(claims, "organization_id", event.organizationId().toString(), required);
        same(claims, "automation_id", event.automationId().toString(), required);
        same(claims, "kickoff_id", event.kickoffId().toString(), required);
        sameRecipient(
                claims.get("cnf"), event.recipient().map(Recipient::thumbprint).orElse(null), required);
        if (!caller.may(PERMISSION, event.organizationId(), event.automationId())) {
            throw new Refusal(
                    Reason.KICKOFF_FORBIDDEN,
                    null,
                    List.of(new FieldError(
                            "authorization",
                            "a caller with " + PERMISSION + " for the event's organization and automation",
                            "add the permission and the organization to the caller's ceilings and grants")));
        }
    }

    private static void same(Map<String, Object> claims, String claim, String expected, boolean required) {
        Object found = claims.get(claim);
        if (found == null ? required : !expected.equals(found)) {
            throw Refusal.notBound(claim, "the claim to equal the event's member");
        }
    }

    /** Without a recipient there is no confirmation either: a grant for a sealed result is none for an unsealed one. */
    private static void sameRecipient(Object confirmation, String thumbprint, boolean required) {
        if (confirmation == null) {
            if (required && thumbprint != null) {
                throw Refusal.notBound("cnf", "the claim to hold jkt, the thumbprint of the event's recipient");
            }
            return;
        }
        Object found = confirmation instanceof Map<?, ?> members ? members.get("jkt") : null;
        if (thumbprint == null || !thumbprint.equals(found)) {
            throw Refusal.notBound("cnf.jkt", "the claim to equal the thumbprint of the event's recipient");
        }
    }
}
