package dev.bellhop.emulator.graph;

import dev.bellhop.emulator.entra.Directory;
import dev.bellhop.emulator.http.CloudRequest;
import dev.bellhop.emulator.http.NotEmulatedException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code $filter} that finds one application: {@code appId eq '<guid>'}, or, as az asks, {@code servicePrincipalNames/any(c:c eq '<guid>')}. */
final class Filter {
    private static final Pattern BY_APP_ID =
            Pattern.compile("\\s*(?:appId\\s+eq\\s+|servicePrincipalNames/any\\(c:c\\s+eq\\s+)'([^']*)'\\)?\\s*");

    private Filter() {}

    /** The client id filtered by; empty if there is no filter. */
    static Optional<UUID> appId(CloudRequest request) {
        Optional<String> filter = request.query("$filter");
        if (filter.isEmpty()) {
            return Optional.empty();
        }
        Matcher matcher = BY_APP_ID.matcher(filter.get());
        if (!matcher.matches()) {
            throw new NotEmulatedException("a $filter other than appId eq '<guid>' on Microsoft Graph");
        }
        return Optional.of(
                Directory.guid(matcher.group(1)).orElseThrow(() -> GraphException.bad("Invalid filter clause.")));
    }

    /** @throws NotEmulatedException if the list is filtered */
    static void requireNone(CloudRequest request) {
        if (request.query("$filter").isPresent()) {
            throw new NotEmulatedException("$filter at this path of Microsoft Graph");
        }
    }
}
