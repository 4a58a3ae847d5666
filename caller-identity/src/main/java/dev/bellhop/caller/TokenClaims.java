package dev.bellhop.caller;

import static dev.bellhop.caller.CallerException.Reason.CLAIM_INVALID;
import static dev.bellhop.caller.CallerException.Reason.TOKEN_EXPIRED;
import static dev.bellhop.caller.CallerException.Reason.TOKEN_NOT_YET_VALID;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The registered claims (RFC 7519, section 4.1), read strictly: a claim of the wrong form is refused, not guessed at. */
record TokenClaims(Map<String, Object> all) {
    /** Clocks differ this much: {@code exp} and {@code nbf} are judged kindly by it. */
    static final Duration SKEW = Duration.ofSeconds(30);

    /** The last second of the year 9999. Later "dates" are milliseconds taken for seconds, or an attempt at for ever. */
    private static final BigDecimal LATEST = BigDecimal.valueOf(253402300799L);

    private static final long MOST_DIGITS = 20;

    String issuer() {
        return text("iss");
    }

    String subject() {
        return text("sub");
    }

    Set<String> audiences() {
        Object audience = all.get("aud");
        if (audience instanceof String one && !one.isEmpty()) {
            return Set.of(one);
        }
        if (audience instanceof List<?> several
                && !several.isEmpty()
                && several.stream().allMatch(String.class::isInstance)) {
            return several.stream().map(String.class::cast).collect(Collectors.toUnmodifiableSet());
        }
        throw new CallerException(CLAIM_INVALID, "the token's aud is neither a text nor a list of texts");
    }

    /**
     * Refuses a token that is not valid at {@code at}. It is valid while {@code nbf - SKEW <= at < exp + SKEW} (RFC 7519, sections
     * 4.1.4 and 4.1.5: on {@code exp} it is already expired).
     */
    void requireValidAt(Instant at) {
        Instant expires = date("exp")
                .orElseThrow(
                        () -> new CallerException(CLAIM_INVALID, "the token has no exp: it would be valid for ever"));
        Optional<Instant> notBefore = date("nbf");
        date("iat"); // judged for its form only
        if (!at.isBefore(expires.plus(SKEW))) { // added to the claim, which is bounded, not to a record's time
            throw new CallerException(TOKEN_EXPIRED, "the token expired at " + expires + ", judged at " + at);
        }
        if (notBefore.isPresent() && at.isBefore(notBefore.get().minus(SKEW))) {
            throw new CallerException(
                    TOKEN_NOT_YET_VALID, "the token is valid from " + notBefore.get() + ", judged at " + at);
        }
    }

    private String text(String claim) {
        if (all.get(claim) instanceof String text && !text.isBlank() && isStorable(text)) {
            return text;
        }
        throw new CallerException(
                CLAIM_INVALID, "the token's " + claim + " is missing or not a text without control characters");
    }

    /** These names go into logs and databases: no NUL, no line break, no half of a character. */
    private static boolean isStorable(String text) {
        return text.codePoints()
                .map(Character::getType)
                .noneMatch(type -> type == Character.CONTROL || type == Character.SURROGATE);
    }

    /** A NumericDate: seconds since the epoch, fractions allowed (RFC 7519, section 2). */
    private Optional<Instant> date(String claim) {
        if (!all.containsKey(claim)) {
            return Optional.empty();
        }
        if (all.get(claim) instanceof Number number) {
            BigDecimal seconds = new BigDecimal(number.toString());
            if (isCheap(seconds) && seconds.signum() >= 0 && seconds.compareTo(LATEST) <= 0) {
                BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
                long nanos = seconds.subtract(whole).movePointRight(9).longValue();
                return Optional.of(Instant.ofEpochSecond(whole.longValueExact(), nanos));
            }
        }
        throw new CallerException(
                CLAIM_INVALID, "the token's " + claim + " is not a number of seconds between 1970 and the year 9999");
    }

    /** Twelve characters can write 1E-999999999, and rounding that takes a billion digits. */
    private static boolean isCheap(BigDecimal number) {
        return Math.abs((long) number.scale()) <= MOST_DIGITS;
    }
}
