package dev.bellhop.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.local.http.Https;
import dev.bellhop.local.stack.StackFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A verifier that caches the key set for exactly the served max-age, and never asks again because of an unknown key. */
final class CachingVerifier {
    private static final Pattern MAX_AGE = Pattern.compile("public, max-age=(\\d+)");

    private final StackFile stack;
    private final Https https;
    private final Set<String> met = new TreeSet<>();
    private List<String> cached = List.of();
    private long fetchedAt;
    private Duration maxAge = Duration.ZERO;

    CachingVerifier(StackFile stack) {
        this.stack = stack;
        this.https = Https.trusting(stack.caFile());
    }

    /** @throws AssertionError if the token's key is not in the copy that it holds */
    void meet(String token) {
        String kid = kid(token);
        if (System.nanoTime() - fetchedAt >= maxAge.toNanos()) {
            fetch();
        }
        assertThat(cached).as("key set of %s ago", age()).contains(kid);
        met.add(kid);
    }

    /** The keys of all tokens it met. */
    Set<String> met() {
        return met;
    }

    Duration maxAge() {
        return maxAge;
    }

    private Duration age() {
        return Duration.ofNanos(System.nanoTime() - fetchedAt);
    }

    private void fetch() {
        fetchedAt = System.nanoTime();
        Https.Answer answer =
                https.call("GET", stack.issuer().url().resolve("/oauth2/jwks")).send();
        Matcher header = MAX_AGE.matcher(answer.header("Cache-Control"));
        assertThat(header.matches()).as(answer.header("Cache-Control")).isTrue();
        maxAge = Duration.ofSeconds(Long.parseLong(header.group(1)));
        cached = answer.json().findValuesAsText("kid");
        assertThat(cached).hasSizeLessThanOrEqualTo(3);
    }

    private static String kid(String token) {
        try {
            JsonNode header = Https.JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[0]));
            return header.path("kid").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
