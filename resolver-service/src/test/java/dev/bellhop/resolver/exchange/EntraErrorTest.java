package dev.bellhop.resolver.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.bellhop.resolver.upstream.UpstreamAnswer;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EntraErrorTest {
    private static final String TRACE = "1d9d3d0a-7f0a-4b8f-8f7d-0c2a4c4f5b00";
    private static final String CORRELATION = "6f0f8a3c-8a52-4a36-9c0e-0b1f6f3b2c11";

    static Stream<Arguments> findsTheCode() {
        return Stream.of(
                argumentSet(
                        "in the array",
                        "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS700213: No matching ...\",\"error_codes\":[700213]}",
                        "AADSTS700213"),
                argumentSet(
                        "in the text, when the array is missing",
                        "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7002138: No matching ...\"}",
                        "AADSTS7002138"),
                argumentSet(
                        "in the text, when the array is empty",
                        "{\"error_codes\":[],\"error_description\":\"AADSTS90002: Tenant\"}",
                        "AADSTS90002"),
                argumentSet(
                        "in the array before the text",
                        "{\"error_codes\":[700211],\"error_description\":\"AADSTS1: x AADSTS700213\"}",
                        "AADSTS700211"),
                argumentSet("as text in the array", "{\"error_codes\":[\"50013\"]}", "AADSTS50013"),
                argumentSet("nowhere in a gateway's page", "<html><body>AADSTS700213 Bad Gateway</body></html>", null),
                argumentSet("nowhere in words", "Too Many Requests", null),
                argumentSet("nowhere in a truncated body", "{\"error\":\"invalid_client\",\"error_codes\":[7002", null),
                argumentSet("nowhere in an array", "[700213]", null),
                argumentSet("nowhere in nothing", "", null),
                argumentSet("not a number of another kind", "{\"error_codes\":[7.5]}", null),
                argumentSet("not a nested thing", "{\"error_codes\":[{\"a\":1}]}", null),
                argumentSet("not a number too long", "{\"error_codes\":[7002130000]}", null));
    }

    @ParameterizedTest
    @MethodSource
    void findsTheCode(String body, String expected) {
        assertThat(EntraError.of(answer(body)).name().orElse(null)).isEqualTo(expected);
    }

    @Test
    void keepsWhatSupportAsksForAndNothingElse() {
        EntraError error = EntraError.of(
                answer("{\"error_codes\":[700213],\"trace_id\":\"" + TRACE + "\",\"correlation_id\":\"" + CORRELATION
                        + "\",\"error_description\":\"AADSTS700213: presented assertion subject 'canary'\"}"));

        assertThat(error.ids()).isEqualTo(Map.of("traceId", TRACE, "correlationId", CORRELATION));
        assertThat(error.toString()).doesNotContain("canary");
    }

    @Test
    void dropsAnIdThatIsNone() {
        assertThat(EntraError.of(answer("{\"trace_id\":\"<script>\",\"correlation_id\":7}"))
                        .ids())
                .isEmpty();
    }

    private static UpstreamAnswer answer(String body) {
        return new UpstreamAnswer(401, MultiMap.caseInsensitiveMultiMap(), body, Instant.EPOCH, 1);
    }
}
