package dev.bellhop.resolver.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.vertx.core.MultiMap;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UpstreamAnswerTest {
    private static final Instant STARTED = Instant.parse("2026-11-21T10:00:00Z");

    static Stream<Arguments> readsRetryAfter() {
        return Stream.of(
                argumentSet("seconds", Map.of("Retry-After", "60"), Duration.ofSeconds(60)),
                argumentSet("seconds with blanks", Map.of("retry-after", " 7 "), Duration.ofSeconds(7)),
                argumentSet("a date", Map.of("Retry-After", "Sat, 21 Nov 2026 10:00:31 GMT"), Duration.ofSeconds(30)),
                argumentSet("a date gone by", Map.of("Retry-After", "Sat, 21 Nov 2026 09:00:00 GMT"), Duration.ZERO),
                argumentSet(
                        "Azure's milliseconds before seconds",
                        Map.of("x-ms-retry-after-ms", "250", "Retry-After", "9"),
                        Duration.ofMillis(250)),
                argumentSet("nothing", Map.of(), null),
                argumentSet("words", Map.of("Retry-After", "soon"), null),
                argumentSet("a negative number", Map.of("Retry-After", "-1"), null),
                argumentSet("more digits than a wait has", Map.of("Retry-After", "9999999999999999999"), null));
    }

    @ParameterizedTest
    @MethodSource
    void readsRetryAfter(Map<String, String> headers, Duration expected) {
        UpstreamAnswer answer = answer(429, headers, "");

        assertThat(answer.retryAfter()).isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void tellsNothingOfWhatItHolds() {
        assertThat(answer(200, Map.of("Authorization", "Bearer canary"), "canary")
                        .toString())
                .doesNotContain("canary");
        assertThat(UpstreamRequest.form(URI.create("https://h/?canary"), List.of(Map.entry("a", "canary")))
                        .header("Authorization", "canary")
                        .toString())
                .doesNotContain("canary");
    }

    @Test
    void encodesForms() {
        UpstreamRequest request = UpstreamRequest.form(
                URI.create("https://h/"), List.of(Map.entry("resource", "urn:a:b"), Map.entry("resource", "c d&e=f")));

        assertThat(request.body()).isEqualTo("resource=urn%3Aa%3Ab&resource=c+d%26e%3Df");
    }

    private static UpstreamAnswer answer(int status, Map<String, String> headers, String body) {
        return new UpstreamAnswer(status, MultiMap.caseInsensitiveMultiMap().addAll(headers), body, STARTED, 1_000);
    }
}
