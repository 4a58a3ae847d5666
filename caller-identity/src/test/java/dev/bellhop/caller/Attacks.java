package dev.bellhop.caller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.caller.CallerException.Reason;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jose4j.json.JsonUtil;

/** What the attack tests share: a good token to spoil, and what refusing it means. */
final class Attacks {
    static final Verifier VERIFIER = Verifier.forConfig();
    static final String PAYLOAD = JsonUtil.toJson(Verifier.claims());
    static final String HEADER = "{\"alg\":\"RS256\",\"kid\":\"rsa-1\",\"typ\":\"JWT\"}";

    private Attacks() {}

    /** Refused for this reason, and the refusal tells no more of the token than identifiers. */
    static void assertRefused(String token, Reason reason) {
        CallerException refusal = VERIFIER.refusal(token);

        assertThat(refusal).isNotNull();
        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal.getMessage()).hasSizeLessThan(600).matches("[\\x20-\\x7e]*");
        if (token != null && token.length() > 20) {
            assertThat(refusal.getMessage()).doesNotContain(token.substring(token.length() - 20));
        }
    }

    static Map<String, Object> merge(Map<String, Object> map, String key, Object value) {
        Map<String, Object> merged = new LinkedHashMap<>(map);
        merged.put(key, value);
        return merged;
    }

    static String with(String claim, Object value) {
        return JsonUtil.toJson(merge(Verifier.claims(), claim, value));
    }

    static String without(String claim) {
        Map<String, Object> claims = Verifier.claims();
        claims.remove(claim);
        return JsonUtil.toJson(claims);
    }
}
