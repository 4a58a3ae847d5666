package dev.bellhop.issuer.token;

import dev.bellhop.caller.Audiences;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A well-formed token exchange request (RFC 8693, section 2.1): nothing is proven or permitted yet.
 *
 * @param subjectToken the caller's own token, not verified
 */
record TokenRequest(String subjectToken, TokenTarget target) {

    private static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:token-exchange";
    static final String JWT_TYPE = "urn:ietf:params:oauth:token-type:jwt";

    private static final String ORGANIZATION = "urn:bellhop:organization:";
    private static final String AUTOMATION = "urn:bellhop:automation:";
    private static final String UUID_FORM = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
    private static final Pattern IDENTIFIER = Pattern.compile(UUID_FORM);
    private static final Pattern RESOURCE =
            Pattern.compile("(?<kind>urn:bellhop:(?:organization|automation):)(?<id>" + UUID_FORM + ")");
    /** A SHA-256 thumbprint in base64url (RFC 7638, section 3.1): 32 bytes, so the last character carries four bits only. */
    private static final Pattern THUMBPRINT = Pattern.compile("[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]");

    private static final int LONGEST_TOKEN = 8 * 1024;

    static TokenRequest of(FormBody form) {
        checkKind(form);
        String audience = audience(form);
        List<String> resources = form.all("resource");
        if (resources.size() > 2) {
            throw TokenException.invalidTarget("resource is given more than twice: expected " + ORGANIZATION
                    + "<uuid> and at most one " + AUTOMATION + "<uuid>");
        }
        Optional<UUID> organization = resource(resources, ORGANIZATION);
        Optional<UUID> automation = resource(resources, AUTOMATION);
        return new TokenRequest(
                subjectToken(form),
                new TokenTarget(
                        audience,
                        organization.orElseThrow(() -> TokenException.invalidTarget(
                                "resource is missing: expected " + ORGANIZATION + "<uuid>")),
                        automation,
                        kickoff(form, audience, automation)));
    }

    private static void checkKind(FormBody form) {
        if (!form.required("grant_type").equals(GRANT_TYPE)) {
            throw new TokenException(TokenException.Error.UNSUPPORTED_GRANT_TYPE, "grant_type must be " + GRANT_TYPE);
        }
        if (form.once("requested_token_type")
                .filter(type -> !type.equals(JWT_TYPE))
                .isPresent()) {
            throw TokenException.invalidRequest("requested_token_type must be " + JWT_TYPE + ", or be left out");
        }
        if (form.once("actor_token").isPresent()
                || form.once("actor_token_type").isPresent()) {
            throw TokenException.invalidRequest("actor_token is not supported: the subject token is the caller's own");
        }
        if (form.once("scope").isPresent()) {
            throw new TokenException(
                    TokenException.Error.INVALID_SCOPE, "scope is not supported: ask by audience and resource");
        }
    }

    private static String subjectToken(FormBody form) {
        String token = form.required("subject_token");
        if (!form.required("subject_token_type").equals(JWT_TYPE)) {
            throw TokenException.invalidRequest("subject_token_type must be " + JWT_TYPE);
        }
        if (token.length() > LONGEST_TOKEN) {
            throw TokenException.invalidRequest("subject_token is longer than " + LONGEST_TOKEN + " bytes");
        }
        return token;
    }

    /** Several would be several targets (RFC 8693, section 2.1), and a token of ours is for one. */
    private static String audience(FormBody form) {
        if (form.all("audience").size() > 1) {
            throw TokenException.invalidTarget("audience is given more than once: a token is for one audience");
        }
        return form.required("audience");
    }

    private static Optional<UUID> resource(List<String> resources, String kind) {
        List<UUID> ids = resources.stream()
                .map(TokenRequest::parsed)
                .filter(resource -> resource.group("kind").equals(kind))
                .map(resource -> UUID.fromString(resource.group("id")))
                .toList();
        if (ids.size() > 1) {
            throw TokenException.invalidTarget("resource names two of " + kind + "<uuid>: expected one");
        }
        return ids.stream().findFirst();
    }

    private static Matcher parsed(String resource) {
        Matcher matcher = RESOURCE.matcher(resource);
        if (!matcher.matches()) {
            throw TokenException.invalidTarget(
                    "resource must be " + ORGANIZATION + "<uuid> or " + AUTOMATION + "<uuid>");
        }
        return matcher;
    }

    private static Optional<KickoffBinding> kickoff(FormBody form, String audience, Optional<UUID> automation) {
        Optional<String> kickoffId = form.once("kickoff_id");
        Optional<String> recipient = form.once("recipient_jkt");
        if (!audience.equals(Audiences.KICKOFF)) {
            if (kickoffId.isPresent() || recipient.isPresent()) {
                throw TokenException.invalidRequest(
                        "kickoff_id and recipient_jkt belong to audience " + Audiences.KICKOFF + " only");
            }
            return Optional.empty();
        }
        if (automation.isEmpty()) {
            throw TokenException.invalidTarget(
                    "resource " + AUTOMATION + "<uuid> is missing: a kickoff grant is for one automation");
        }
        if (recipient.filter(jkt -> !THUMBPRINT.matcher(jkt).matches()).isPresent()) {
            throw TokenException.invalidRequest(
                    "recipient_jkt must be the SHA-256 thumbprint of the recipient's key, 43 characters of base64url");
        }
        return Optional.of(new KickoffBinding(kickoffId(kickoffId), recipient));
    }

    /** Strictly: {@link UUID#fromString} takes much else. */
    static Optional<UUID> uuid(String text) {
        return IDENTIFIER.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    private static UUID kickoffId(Optional<String> kickoffId) {
        return kickoffId
                .flatMap(TokenRequest::uuid)
                .orElseThrow(() -> TokenException.invalidRequest(
                        kickoffId.isEmpty() ? "kickoff_id is missing" : "kickoff_id must be a UUID"));
    }

    /** The subject token is a credential. */
    @Override
    public String toString() {
        return "TokenRequest[" + target + "]";
    }
}
