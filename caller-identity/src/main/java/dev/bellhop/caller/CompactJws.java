package dev.bellhop.caller;

import static dev.bellhop.caller.CallerException.Reason.ALGORITHM_REFUSED;
import static dev.bellhop.caller.CallerException.Reason.HEADER_INVALID;
import static dev.bellhop.caller.CallerException.Reason.TOKEN_MALFORMED;
import static dev.bellhop.caller.CallerException.Reason.TOKEN_MISSING;
import static dev.bellhop.caller.CallerException.Reason.TOKEN_TOO_LARGE;

import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A compact JWS taken apart (RFC 7515, section 7.1). Nothing in it is believed yet: the signature is unchecked.
 *
 * <p>Size and shape are judged before anything is decoded. Of the header only {@code alg} and {@code kid} are used; {@code jku},
 * {@code x5u}, {@code jwk} and {@code x5c} are ignored, so a token never brings its own key.
 *
 * @param kid may be absent; only ever a key of a map
 */
record CompactJws(String compact, String algorithm, Optional<String> kid, Map<String, Object> claims) {
    static final int MAX_LENGTH = 8 * 1024;

    /** RFC 8725, section 3.11: a token typed for another purpose is not an access or identity token. SPIFFE writes JOSE. */
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "jose");

    static CompactJws parse(String token) {
        if (token == null || token.isEmpty()) {
            throw new CallerException(TOKEN_MISSING, "no bearer token was presented");
        }
        if (token.length() > MAX_LENGTH) {
            throw new CallerException(TOKEN_TOO_LARGE, "the token is longer than " + MAX_LENGTH + " characters");
        }
        int first = token.indexOf('.');
        int second = token.indexOf('.', first + 1);
        if (first < 0 || second < 0 || token.indexOf('.', second + 1) >= 0) {
            throw new CallerException(TOKEN_MALFORMED, "the token is not three parts divided by two dots");
        }
        Map<String, Object> header = StrictJson.object(decode("header", token.substring(0, first)), "header");
        byte[] payload = decode("payload", token.substring(first + 1, second));
        decode("signature", token.substring(second + 1));
        refuseUnsupported(header);
        return new CompactJws(token, algorithmOf(header), kidOf(header), StrictJson.object(payload, "payload"));
    }

    /** Base64url without padding, in its one canonical spelling (RFC 7515, section 2): two spellings are never one token. */
    private static byte[] decode(String part, String encoded) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(encoded);
            if (bytes.length > 0
                    && Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(bytes)
                            .equals(encoded)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new CallerException(TOKEN_MALFORMED, "the token's " + part + " is not base64url", e);
        }
        throw new CallerException(TOKEN_MALFORMED, "the token's " + part + " is empty or not canonical base64url");
    }

    private static void refuseUnsupported(Map<String, Object> header) {
        for (String name : new String[] {"crit", "b64", "zip", "enc"}) {
            if (header.containsKey(name)) {
                throw new CallerException(
                        HEADER_INVALID, "the token's header has '" + name + "', which is not supported");
            }
        }
        Object type = header.get("typ");
        if (type != null && !(type instanceof String text && isOurs(text))) {
            throw new CallerException(
                    HEADER_INVALID, "the token's typ is " + Presented.of(type) + "; expected JWT or at+jwt");
        }
    }

    private static boolean isOurs(String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        return TYPES.contains(lower.startsWith("application/") ? lower.substring("application/".length()) : lower);
    }

    private static String algorithmOf(Map<String, Object> header) {
        if (header.get("alg") instanceof String algorithm && VerificationKey.ALGORITHMS.contains(algorithm)) {
            return algorithm;
        }
        throw new CallerException(
                ALGORITHM_REFUSED,
                "the token's alg " + Presented.of(header.get("alg")) + " is not an accepted signature");
    }

    private static Optional<String> kidOf(Map<String, Object> header) {
        Object kid = header.get("kid");
        if (kid == null && !header.containsKey("kid")) {
            return Optional.empty();
        }
        if (kid instanceof String text && !text.isEmpty()) {
            return Optional.of(text);
        }
        throw new CallerException(HEADER_INVALID, "the token's kid is not a text");
    }

    /** Never the token. */
    @Override
    public String toString() {
        return "CompactJws[alg=" + algorithm + ", kid=" + Presented.of(kid.orElse(null)) + "]";
    }
}
