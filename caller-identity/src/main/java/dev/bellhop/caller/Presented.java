package dev.bellhop.caller;

import java.util.regex.Pattern;

/** Something a stranger presented, fit for a message or a log line: quoted, short, printable ASCII only. */
final class Presented {
    private static final int LONGEST = 200;
    private static final Pattern UNFIT = Pattern.compile("[^\\x20-\\x7e]|'");

    private Presented() {}

    static String of(Object value) {
        if (value == null) {
            return "(absent)";
        }
        String text = value.toString();
        String start = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        return "'" + UNFIT.matcher(start).replaceAll("?") + "'";
    }
}
