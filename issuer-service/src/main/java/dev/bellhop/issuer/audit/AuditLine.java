package dev.bellhop.issuer.audit;

/**
 * An entry as one line of the log: {@code name=value}, absent ones left out. What came from outside is quoted, shortened and freed of control
 * characters, so that no request can forge a line.
 */
final class AuditLine {
    private final StringBuilder line = new StringBuilder(320);

    private AuditLine() {}

    static String of(AuditEntry entry) {
        AuditLine line = new AuditLine();
        line.plain("action", entry.action().code());
        line.plain("outcome", entry.refused() ? "refused" : "done");
        line.plain("reason", entry.reason());
        line.plain("at", entry.at());
        line.plain("correlationId", entry.correlationId());
        line.quoted("callerIssuer", entry.callerIssuer());
        line.quoted("callerSubject", entry.callerSubject());
        line.plain("organizationId", entry.organization());
        line.plain("automationId", entry.automation());
        line.quoted("audience", entry.audience());
        line.plain("kickoffId", entry.kickoffId());
        line.plain("jti", entry.jti());
        line.quoted("kid", entry.kid());
        line.plain("expiresAt", entry.expiresAt());
        line.quoted("description", entry.description());
        return line.line.toString();
    }

    private void plain(String name, Object value) {
        if (value != null) {
            name(name).append(value);
        }
    }

    private void quoted(String name, String value) {
        if (value != null) {
            name(name)
                    .append('"')
                    .append(AuditText.of(value).replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
    }

    private StringBuilder name(String name) {
        return line.append(line.isEmpty() ? "" : " ").append(name).append('=');
    }
}
