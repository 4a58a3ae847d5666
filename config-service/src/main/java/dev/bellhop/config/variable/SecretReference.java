package dev.bellhop.config.variable;

import java.nio.charset.StandardCharsets;

/**
 * A secret's name in its vault and, where the secret is JSON, the member that is meant: {@code name}, {@code name#key} or
 * {@code name#/pointer} (RFC 6901). The first {@code #} divides; further ones belong to the key.
 *
 * @param name as written, before any provider's own rules
 * @param jsonPointer null: the secret's whole text
 */
public record SecretReference(String name, String jsonPointer) {

    /** For text that {@link #complaint} has nothing against. */
    public static SecretReference parse(String written) {
        int hash = written.indexOf('#');
        if (hash < 0) {
            return new SecretReference(written, null);
        }
        String member = written.substring(hash + 1);
        return new SecretReference(written.substring(0, hash), member.startsWith("/") ? member : pointerTo(member));
    }

    /** What would have been right, or null where the text is. */
    static String complaint(String written) {
        if (written.length() > 1024) {
            return "at most 1024 characters";
        }
        if (written.chars().anyMatch(Character::isISOControl)) {
            return "no control characters";
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(written)) {
            return "Unicode without half surrogate pairs"; // the database would keep another text than the answer shows
        }
        int hash = written.indexOf('#');
        if (hash < 0) {
            return null;
        }
        String member = written.substring(hash + 1);
        if (member.isEmpty()) {
            return "a JSON key after #, or no #";
        }
        if (!member.startsWith("/")) {
            return null;
        }
        if (member.equals("/")) {
            return "a JSON pointer with a name after #/";
        }
        return member.matches("(?:[^~]|~[01])*")
                ? null
                : "a JSON pointer after #/: ~ is written ~0 and / inside a name ~1 (RFC 6901)";
    }

    /** RFC 6901, section 3: a key is one reference token, with ~ and / escaped. */
    private static String pointerTo(String key) {
        return "/" + key.replace("~", "~0").replace("/", "~1");
    }
}
