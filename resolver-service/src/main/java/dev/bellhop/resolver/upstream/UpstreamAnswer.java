package dev.bellhop.resolver.upstream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * One answer, whole.
 *
 * @param headers names compare case-insensitively
 * @param body as UTF-8; empty when there was none
 * @param startedAt wall time at which the request was handed to the network
 * @param millis from there to the last byte
 */
public record UpstreamAnswer(int status, MultiMap headers, String body, Instant startedAt, long millis) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** The first header of this name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /**
     * How long the service asks to be left alone: {@code x-ms-retry-after-ms}, {@code retry-after-ms}, or {@code Retry-After} in
     * seconds or as a date (RFC 9110, section 10.2.3). Empty when it does not say, or says it unreadably.
     */
    public Optional<Duration> retryAfter() {
        return header("x-ms-retry-after-ms")
                .or(() -> header("retry-after-ms"))
                .flatMap(UpstreamAnswer::number)
                .map(Duration::ofMillis)
                .or(() -> header("Retry-After")
                        .flatMap(text -> number(text)
                                .map(Duration::ofSeconds)
                                .or(() ->
                                        date(text).map(until -> atLeastZero(Duration.between(receivedAt(), until))))));
    }

    /** Wall time at which the last byte had come. */
    public Instant receivedAt() {
        return startedAt.plusMillis(millis);
    }

    /** The service's clock ({@code Date}, RFC 9110, section 6.6.1). */
    public Optional<Instant> date() {
        return header("Date").flatMap(UpstreamAnswer::date);
    }

    /** The body as this type; empty when it is no such JSON. Why not is not told: a parser quotes what it reads. */
    public <T> Optional<T> json(Class<T> type) {
        try {
            return Optional.ofNullable(JSON.readValue(body, type));
        } catch (JsonProcessingException unreadable) {
            return Optional.empty();
        }
    }

    private static Duration atLeastZero(Duration wait) {
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    private static Optional<Long> number(String text) {
        String digits = text.strip();
        // Nine digits are thirty years of seconds: more is not a wait but a mistake.
        boolean readable =
                !digits.isEmpty() && digits.length() <= 9 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return readable ? Optional.of(Long.valueOf(digits)) : Optional.empty();
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "UpstreamAnswer[" + status + ", " + body.length() + " characters, " + millis + " ms]";
    }
}
