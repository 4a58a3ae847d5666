package dev.bellhop.resolver.store.azure;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bearer challenge of a 401, read for diagnosis only: which tenant the vault belongs to, and for which resource it takes tokens.
 * Where a token is asked for, and for what, is never taken from here.
 *
 * @param tenant a GUID
 */
record Challenge(Optional<String> tenant, Optional<String> resource) {
    private static final int LONGEST = 4096;
    private static final Pattern TENANT = Pattern.compile(
            "\\bauthorization(?:_uri)?=\"https://[^/\"]{1,255}/([0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12})[/\"]");
    private static final Pattern RESOURCE =
            Pattern.compile("\\b(?:resource|scope)=\"(https://[0-9A-Za-z.-]{1,255})/?(?:\\.default)?\"");

    static Challenge of(Optional<String> header) {
        String text = header.filter(value -> value.length() <= LONGEST).orElse("");
        return new Challenge(group(TENANT.matcher(text)), group(RESOURCE.matcher(text)));
    }

    /** Whether the vault belongs to another tenant than this one, as far as both are known by id. */
    boolean ofAnotherTenantThan(String configured) {
        boolean byId = configured != null && configured.matches("[0-9a-fA-F-]{36}");
        return byId && tenant.filter(id -> !id.equalsIgnoreCase(configured)).isPresent();
    }

    /** Whether the vault takes tokens for another resource than this one. */
    boolean forAnotherResourceThan(String wanted) {
        return resource.filter(other -> !other.equalsIgnoreCase(wanted)).isPresent();
    }

    private static Optional<String> group(Matcher matcher) {
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
