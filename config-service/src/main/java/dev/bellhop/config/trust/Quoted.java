package dev.bellhop.config.trust;

/** Text of tenants as one word of another language, so that a name is never a command. */
final class Quoted {
    private Quoted() {}

    /** For a POSIX shell: nothing is special between single quotes but the quote itself. */
    static String forShell(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /** For HCL (Terraform): a quoted template in which nothing is a template. */
    static String forTerraform(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"', '\\' -> quoted.append('\\').appendCodePoint(c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> quoted.appendCodePoint(c);
            }
        });
        return quoted.append('"').toString().replace("${", "$${").replace("%{", "%%{");
    }
}
