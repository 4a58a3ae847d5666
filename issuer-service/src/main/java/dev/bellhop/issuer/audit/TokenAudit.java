package dev.bellhop.issuer.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * The audit trail of minting, as lines of the log category {@code dev.bellhop.issuer.audit}. What came from outside is quoted, shortened and
 * freed of control characters, so that no request can forge a line.
 */
@ApplicationScoped
public class TokenAudit {
    private static final Logger LOG = Logger.getLogger("dev.bellhop.issuer.audit");

    /** Longer than every registered identifier we mint for; what is longer is shortened. */
    private static final int LONGEST = 256;

    /** A caller as its token proved it. */
    public record Who(String issuer, String subject) {}

    /** What was asked for; as far as it could be read. */
    public record What(
            Optional<String> audience,
            Optional<UUID> organization,
            Optional<UUID> automation,
            Optional<UUID> kickoffId) {
        /** The request could not be read so far. */
        public static final What UNREAD =
                new What(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public void minted(UUID jti, Who who, What what, Instant expiresAt) {
        LOG.infof("token minted jti=%s%s%s expiresAt=%s", jti, of(who), of(what), expiresAt);
    }

    /** @param who empty if the subject token proved nobody */
    public void refused(String error, String description, Optional<Who> who, What what) {
        LOG.infof(
                "token refused error=%s%s%s description=%s",
                error, who.map(TokenAudit::of).orElse(""), of(what), quoted(description));
    }

    private static String of(Who who) {
        return " callerIssuer=" + quoted(who.issuer()) + " callerSubject=" + quoted(who.subject());
    }

    static String of(What what) {
        return what.organization().map(id -> " organizationId=" + id).orElse("")
                + what.automation().map(id -> " automationId=" + id).orElse("")
                + what.kickoffId().map(id -> " kickoffId=" + id).orElse("")
                + what.audience()
                        .map(audience -> " audience=" + quoted(audience))
                        .orElse("");
    }

    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().limit(LONGEST).forEach(point -> {
            if (point == '"' || point == '\\') {
                quoted.append('\\').appendCodePoint(point);
            } else if (point < 0x20 || point == 0x7f || !Character.isDefined(point) || isInvisible(point)) {
                quoted.append(String.format("\\u%04x", point));
            } else {
                quoted.appendCodePoint(point);
            }
        });
        return quoted.append('"').toString();
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
