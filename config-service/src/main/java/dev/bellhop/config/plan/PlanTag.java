package dev.bellhop.config.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A plan's bytes and its strong entity tag (RFC 9110, section 8.8.3): over the bytes, and over whose values that are not in
 * them it speaks of and how often each was written. So it changes exactly when another outcome is possible: rewriting a value counts, even with the same value,
 * because a tag that told would be a way to guess values.
 */
record PlanTag(byte[] body, String tag) {
    private static final Pattern OPAQUE = Pattern.compile("\"[^\"]*\"");

    static PlanTag of(PlanRows.Drawn drawn, ObjectMapper json) {
        try {
            byte[] body = json.writeValueAsBytes(drawn.plan());
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(body);
            digest.update(drawn.writings().toString().getBytes(StandardCharsets.US_ASCII));
            return new PlanTag(
                    body, '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest()) + '"');
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("a plan is plain JSON, and every JVM has SHA-256", e);
        }
    }

    /** Weak comparison, as If-None-Match wants it (RFC 9110, section 13.1.2). */
    boolean matches(String ifNoneMatch) {
        return ifNoneMatch != null
                && (ifNoneMatch.strip().equals("*")
                        || OPAQUE.matcher(ifNoneMatch)
                                .results()
                                .map(MatchResult::group)
                                .anyMatch(tag::equals));
    }
}
