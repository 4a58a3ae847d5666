package dev.bellhop.config.credential;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The address of an Azure Key Vault, normalised: {@code https://}, one label, a suffix of the config's cloud or of the operator's
 * list, all in lower case, nothing behind. A tenant chooses this address and our token goes there, so what is not plainly a vault
 * is refused: an allow-list over the whole text rather than a parser with its own idea of a host (RFC 3986, section 3.2.2).
 */
final class VaultUrl {
    /** A vault's own name: 3 to 24 letters, digits and single hyphens, not at the ends (Azure naming rules, Microsoft.KeyVault). */
    private static final Pattern VAULT_NAME = Pattern.compile("(?=.{3,24}$)[a-z0-9]+(?:-[a-z0-9]+)*");

    /** Scheme, a host of plain letters, digits, hyphens and dots, and the two decorations that mean nothing. */
    private static final Pattern PLAIN = Pattern.compile("https://([a-z0-9.-]+)(?::443)?/?");

    private static final Pattern SUFFIX =
            Pattern.compile("\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+");
    private static final Pattern AUTHORITY = Pattern.compile("https://([^/?#\\\\]*)(.*)", Pattern.DOTALL);
    private static final Pattern IP_LITERAL = Pattern.compile("\\[.*|[0-9.]+|0x[0-9a-f.x]*");

    private VaultUrl() {}

    /** What became of a text. Exactly one of the two is there. */
    record Verdict(String url, String refusal) {
        static Verdict accepted(String url) {
            return new Verdict(url, null);
        }

        static Verdict refused(String expected) {
            return new Verdict(null, expected);
        }

        boolean accepted() {
            return refusal == null;
        }
    }

    /** @param suffixes each with its leading dot, in lower case */
    static Verdict judge(String text, Collection<String> suffixes) {
        String complaint = complaint(text);
        if (complaint != null) {
            return Verdict.refused(complaint);
        }
        String host = host(text).orElseThrow();
        int dot = host.indexOf('.');
        if (dot < 0 || !suffixes.contains(host.substring(dot))) {
            return Verdict.refused("a vault's host name: one name followed by "
                    + String.join(" or ", suffixes.stream().sorted().toList()));
        }
        if (!VAULT_NAME.matcher(host.substring(0, dot)).matches()) {
            return Verdict.refused("a vault name of 3 to 24 letters, digits and single hyphens");
        }
        return Verdict.accepted("https://" + host);
    }

    /** What no vault's address has, in whatever cloud; null where there is nothing of it. */
    static String complaint(String text) {
        if (text.length() > 255) {
            return "at most 255 characters";
        }
        Optional<String> host = host(text);
        if (host.isEmpty()) {
            return whatIsWrong(asciiLowerCase(text));
        }
        if (IP_LITERAL.matcher(host.get()).matches()) {
            return "a host name, not an address";
        }
        return host.get().endsWith(".") ? "a host name without a dot at its end" : null;
    }

    /** ASCII only is folded: a letter that merely looks like one of ours stays what it is and is refused. */
    private static Optional<String> host(String text) {
        return Optional.of(PLAIN.matcher(asciiLowerCase(text)))
                .filter(Matcher::matches)
                .map(plain -> plain.group(1));
    }

    /** An operator's suffix: a dot and at least two labels, so that nobody opens a whole top-level domain by a slip. */
    static boolean isSuffix(String suffix) {
        return SUFFIX.matcher(suffix).matches() && !suffix.matches(".*\\.[0-9]+");
    }

    private static String whatIsWrong(String url) {
        Matcher parts = AUTHORITY.matcher(url);
        if (!parts.matches()) {
            return "an address that starts with https://";
        }
        String authority = parts.group(1);
        String behind = parts.group(2);
        if (authority.contains("@")) {
            return "an address without user information (no @)";
        }
        if (authority.startsWith("[")) {
            return "a host name, not an address";
        }
        if (authority.contains("%")) {
            return "a host name that is not percent-encoded";
        }
        if (authority.codePoints().anyMatch(c -> c > 0x7e || c <= 0x20)) {
            return "a host name of plain letters, digits, hyphens and dots, without blanks";
        }
        int colon = authority.indexOf(':');
        if (colon >= 0 && !authority.substring(colon).equals(":443")) {
            return "port 443 or none";
        }
        if (behind.contains("?")) {
            return "an address without a query (no ?)";
        }
        if (behind.contains("#")) {
            return "an address without a fragment (no #)";
        }
        if (!behind.isEmpty() && !behind.equals("/")) {
            return "an address without a path";
        }
        return "https://, a vault's host name, nothing else";
    }

    private static String asciiLowerCase(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        for (char c : text.toCharArray()) {
            folded.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
        }
        return folded.toString();
    }

    /** The operator's list as settings give it. @throws IllegalStateException for what is not a suffix; stops the start */
    static Set<String> suffixes(Collection<String> configured) {
        for (String suffix : configured) {
            if (!isSuffix(suffix.toLowerCase(Locale.ROOT))) {
                throw new IllegalStateException("bellhop.azure.extra-vault-suffixes: \"" + suffix
                        + "\" is not a dot followed by a domain, like .vault.corp.example");
            }
        }
        return configured.stream()
                .map(suffix -> suffix.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }
}
