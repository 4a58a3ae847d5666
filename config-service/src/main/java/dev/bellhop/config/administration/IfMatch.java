package dev.bellhop.config.administration;

import dev.bellhop.config.problem.ConfigException;
import dev.bellhop.config.problem.Reason;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The precondition of a write (RFC 9110, section 13.1.1): without it two admins would silently undo each other's work. */
public final class IfMatch {
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"[\\x21\\x23-\\x7E]*\"");
    /** Possessive, so a loop and not a recursion: a header full of tags must not use up the stack. */
    private static final Pattern LIST = Pattern.compile(TAG + "(?:[ \\t]*,[ \\t]*" + TAG + ")*+");

    private final boolean any;
    private final Set<String> tags;

    private IfMatch(boolean any, Set<String> tags) {
        this.any = any;
        this.tags = tags;
    }

    /** @param header as sent, null where it was not */
    public static IfMatch of(String header) {
        if (header == null || header.isBlank()) {
            throw new ConfigException(
                    Reason.IF_MATCH_REQUIRED, "send If-Match with the ETag of the state that the change was made from");
        }
        String value = header.strip();
        if (value.equals("*")) {
            return new IfMatch(true, Set.of());
        }
        if (!LIST.matcher(value).matches()) {
            throw ConfigException.invalid("If-Match", "an entity tag in double quotes, as ETag gave it, or *");
        }
        return new IfMatch(
                false, TAG.matcher(value).results().map(MatchResult::group).collect(Collectors.toUnmodifiableSet()));
    }

    /** Strong comparison (section 8.8.3.2): a weak tag never matches. */
    boolean matches(String entityTag) {
        return any || tags.contains(entityTag);
    }

    void check(View current) {
        if (!matches(current.entityTag())) {
            throw new ConfigException(
                            Reason.STALE, "it changed since that ETag was read: read it again and repeat the change")
                    .with("currentETag", current.entityTag());
        }
    }
}
