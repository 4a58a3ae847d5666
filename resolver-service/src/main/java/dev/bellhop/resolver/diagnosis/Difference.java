package dev.bellhop.resolver.diagnosis;

/** Where two texts part, in words: identifiers that have to be equal byte for byte look alike too easily. */
public final class Difference {
    private Difference() {}

    /** What stands where they first differ, counted in characters from 1. Of the other text nothing but that character is told. */
    public static String between(String presented, String other) {
        int at = 0;
        while (at < presented.length() && at < other.length() && presented.charAt(at) == other.charAt(at)) {
            at++;
        }
        if (at == presented.length() && at == other.length()) {
            return "no difference";
        }
        return "first difference at character " + (at + 1) + ", presented " + shown(presented, at) + ", there "
                + shown(other, at);
    }

    private static String shown(String text, int at) {
        if (at >= text.length()) {
            return "the end";
        }
        int character = text.codePointAt(at);
        // Letters of other alphabets and white space are what nobody sees.
        return character > ' ' && character < 0x7f
                ? "\"" + (char) character + "\""
                : String.format("U+%04X", character);
    }
}
