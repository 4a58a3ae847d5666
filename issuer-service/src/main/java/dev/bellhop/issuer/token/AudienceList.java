package dev.bellhop.issuer.token;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The audiences this issuer mints for, whoever asks. In an entry {@code *} stands for one whole, non-empty segment between {@code :} or
 * {@code /}, as in callers' grants; all else is compared exactly, case included.
 */
final class AudienceList {
    private static final Pattern PART = Pattern.compile("[:/]|[^:/]+");

    private final Set<String> exact;
    private final List<Entry> patterns;

    private record Entry(String text, Pattern expression) {
        boolean matches(String audience) {
            return expression.matcher(audience).matches();
        }
    }

    private AudienceList(List<Entry> entries) {
        this.exact = entries.stream()
                .map(Entry::text)
                .filter(text -> !text.contains("*"))
                .collect(Collectors.toUnmodifiableSet());
        this.patterns =
                entries.stream().filter(entry -> entry.text().contains("*")).toList();
    }

    /**
     * @param reserved audiences that mean a part of Bellhop: a token for one of them would be a key to our own doors
     * @throws IllegalArgumentException with a message that completes the sentence "bellhop.tokens.audiences ..."
     */
    static AudienceList of(Collection<String> texts, Collection<String> reserved) {
        List<Entry> entries =
                texts.stream().map(text -> new Entry(text, expression(text))).toList();
        for (Entry entry : entries) {
            refusal(entry, reserved).ifPresent(why -> {
                throw new IllegalArgumentException(why);
            });
        }
        return new AudienceList(entries);
    }

    /** The entry, as it is configured, that an audience matches; empty if none does. */
    Optional<String> entryFor(String audience) {
        if (exact.contains(audience)) {
            return Optional.of(audience);
        }
        return patterns.stream()
                .filter(entry -> entry.matches(audience))
                .map(Entry::text)
                .findFirst();
    }

    private static Optional<String> refusal(Entry entry, Collection<String> reserved) {
        List<String> parts = parts(entry.text());
        if (entry.text().isBlank() || !entry.text().equals(entry.text().strip())) {
            return Optional.of("has an empty entry, or one with spaces around it");
        }
        if (parts.stream().anyMatch(part -> part.length() > 1 && part.contains("*"))) {
            return Optional.of("has the entry " + entry.text() + ": * stands for a whole segment between : or /");
        }
        Optional<String> ours = reserved.stream().filter(entry::matches).findFirst();
        if (ours.isPresent()) {
            return Optional.of("has the entry " + entry.text() + ", which matches " + ours.get()
                    + ": the audiences of Bellhop's own services cannot be minted for");
        }
        if (parts.stream().allMatch(part -> part.equals("*") || part.equals(":") || part.equals("/"))) {
            return Optional.of("has the entry " + entry.text() + ", which says nothing: name at least one segment");
        }
        return Optional.empty();
    }

    private static Pattern expression(String text) {
        return Pattern.compile(parts(text).stream()
                .map(part -> part.equals("*") ? "[^:/]+" : Pattern.quote(part))
                .collect(Collectors.joining()));
    }

    private static List<String> parts(String text) {
        return PART.matcher(text).results().map(part -> part.group()).toList();
    }
}
