package dev.bellhop.issuer.audit;

/** Text from outside, fit for the audit trail: of bounded length, with nothing in it that a database refuses or a reader cannot see. */
final class AuditText {
    /** Longer than every registered identifier we mint for; what is longer is shortened. */
    static final int LONGEST = 256;

    private AuditText() {}

    static String of(String text) {
        return text == null || isPlain(text) ? text : cleaned(text);
    }

    private static boolean isPlain(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < 0x20 || text.charAt(i) > 0x7e) {
                return false;
            }
        }
        return true;
    }

    private static String cleaned(String text) {
        StringBuilder cleaned = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(point -> {
            if (!Character.isDefined(point) || isInvisible(point)) {
                cleaned.append(String.format("\\u%04x", point));
            } else {
                cleaned.appendCodePoint(point);
            }
        });
        return cleaned.length() <= 1000 ? cleaned.toString() : cleaned.substring(0, 1000);
    }

    private static boolean isInvisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE -> true;
            default -> false;
        };
    }
}
