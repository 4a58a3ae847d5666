package dev.bellhop.emulator.arm;

import dev.bellhop.emulator.http.NotEmulatedException;
import dev.bellhop.emulator.vault.RoleAssignment;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which role assignments a list at a vault or one of its secrets shows: those at, above and below the scope, or what {@code $filter} leaves of
 * them, {@code atScope()} (at and above), {@code principalId eq '...'} and {@code assignedTo('...')}, joined by {@code and}.
 */
final class RoleFilter {
    private static final Pattern PRINCIPAL = Pattern.compile("(?:principalId\\s+eq\\s+|assignedTo\\()'([^']*)'\\)?");

    private RoleFilter() {}

    /** @throws NotEmulatedException for any other filter */
    static Predicate<RoleAssignment> of(Optional<String> filter, Optional<String> secret) {
        Predicate<RoleAssignment> wanted =
                one -> secret.isEmpty() || one.secret().isEmpty() || sameScope(one, secret);
        for (String part : filter.map(text -> text.trim().split("\\s+and\\s+")).orElse(new String[0])) {
            Matcher principal = PRINCIPAL.matcher(part);
            if (part.equals("atScope()")) {
                wanted = wanted.and(one -> one.secret().isEmpty() || sameScope(one, secret));
            } else if (principal.matches()) {
                String id = principal.group(1);
                wanted = wanted.and(one -> one.principalId().toString().equalsIgnoreCase(id));
            } else {
                throw new NotEmulatedException(
                        "a $filter of role assignments other than atScope(), principalId eq and assignedTo");
            }
        }
        return wanted;
    }

    static boolean sameScope(RoleAssignment assignment, Optional<String> secret) {
        return assignment.secret().isPresent() == secret.isPresent()
                && (secret.isEmpty() || assignment.secret().get().equalsIgnoreCase(secret.get()));
    }
}
