package dev.bellhop.caller;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A value in which {@code *} stands for one whole, non-empty segment between {@code :} or {@code /}; all else is compared exactly,
 * case included. {@code repo:acme/*:ref:refs/heads/main} matches every repository of acme and no other branch.
 */
record SegmentPattern(String text, Pattern expression) {
    private static final Pattern SEGMENT_OR_DELIMITER = Pattern.compile("[:/]|[^:/]+");

    static SegmentPattern of(String text) {
        String expression = SEGMENT_OR_DELIMITER
                .matcher(text)
                .results()
                .map(part -> part.group().equals("*") ? "[^:/]+" : Pattern.quote(part.group()))
                .collect(Collectors.joining());
        return new SegmentPattern(text, Pattern.compile(expression));
    }

    boolean matches(String value) {
        return expression.matcher(value).matches();
    }

    boolean hasWildcard() {
        return text.indexOf('*') >= 0;
    }

    /** Whether something is said at all: at least one segment that is not {@code *}. */
    boolean hasLiteral() {
        return SEGMENT_OR_DELIMITER
                .matcher(text)
                .results()
                .map(part -> part.group())
                .anyMatch(part -> !part.equals("*") && !part.equals(":") && !part.equals("/"));
    }

    /** Whether a {@code *} is only a part of a segment, which looks like a wider pattern than it is. */
    boolean hasBrokenWildcard() {
        return SEGMENT_OR_DELIMITER
                .matcher(text)
                .results()
                .map(part -> part.group())
                .anyMatch(part -> part.length() > 1 && part.indexOf('*') >= 0);
    }
}
