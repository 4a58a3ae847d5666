package dev.bellhop.resolver.diagnosis;

import java.util.Locale;
import java.util.stream.Collectors;

/** {@code docs/errors.md}, made from the catalogue. */
final class ErrorsPage {
    private ErrorsPage() {}

    static String text() {
        StringBuilder page = new StringBuilder("""
                # What can go wrong, and what mends it

                Made from the resolver's catalogue; a test keeps it equal. The code is the last part of the problem type
                (`urn:bellhop:problem:<code>`) and the same in results, problems, dead letters, metrics and logs. Words in angle brackets are filled in
                where they are known. What *passes by itself* is tried again within the kickoff's deadline where another service is asked; a refusal that may be
                a change on its way (a federated credential made minutes ago, a rotated key) is tried again too while it can be one.

                """);
        for (Hop hop : Hop.values()) {
            String rows = Catalogue.entries().stream()
                    .filter(entry -> entry.reason().hop() == hop)
                    .map(ErrorsPage::row)
                    .collect(Collectors.joining());
            if (!rows.isEmpty()) {
                page.append("## Hop: ").append(hop.code()).append("\n\n");
                page.append("| code | what | cause | fix | passes by itself |\n| --- | --- | --- | --- | --- |\n");
                page.append(rows).append('\n');
            }
        }
        return page.toString().stripTrailing() + "\n";
    }

    private static String row(Entry entry) {
        String fix = cell(entry.fix());
        if (entry.managedIdentityFix() != null) {
            fix += "<br>Managed identity: " + cell(entry.managedIdentityFix());
        }
        return String.format(
                Locale.ROOT,
                "| `%s` | %s | %s | %s | %s |%n",
                entry.reason().code(),
                cell(entry.title()),
                cell(entry.cause()),
                fix,
                entry.reason().retryable() ? "yes" : "");
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace(">", "&gt;");
    }
}
