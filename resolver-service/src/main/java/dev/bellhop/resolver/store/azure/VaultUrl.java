package dev.bellhop.resolver.store.azure;

import dev.bellhop.resolver.exchange.AzureCloud;
import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A vault's host, proven to be one: a single label before the cloud's suffix (or one of the operator's), and nothing around it but a trailing slash and the default
 * port. The text an organization wrote is parsed here, once, by one expression over the whole of it; what is connected to is built from
 * the parsed label and our own suffix, so no second parser can read it differently.
 *
 * @param host in lower case, such as {@code acme-kv.vault.azure.net}
 * @param name the label, which is the vault's name
 * @param ofCloud whether the suffix is the cloud's own: only there does the name alone prove whose the host is
 */
record VaultUrl(String host, String name, boolean ofCloud) {
    private static final int LONGEST = 100;
    private static final Pattern FORM =
            Pattern.compile("https://([a-z0-9](?:[a-z0-9]|-(?=[a-z0-9])){1,22}[a-z0-9])(\\.[a-z0-9.-]+)(?::443)?/?");

    private static final Pattern NEXT = Pattern.compile(
            "https://([A-Za-z0-9.-]{1,253})(?::443)?/secrets/?\\?((?:[A-Za-z0-9$&=._~!'()*+,;:@/?-]|%[0-9A-Fa-f]{2}){1,4096})");

    private static final Pattern SUFFIX =
            Pattern.compile("(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+\\.[a-z](?:[a-z0-9-]*[a-z0-9])?");

    /** The operator's list as settings give it; what is no suffix stops the start. */
    static Set<String> suffixes(Collection<String> configured) {
        return configured.stream()
                .map(suffix -> {
                    String folded = suffix.toLowerCase(Locale.ROOT);
                    if (!SUFFIX.matcher(folded).matches()) {
                        throw new IllegalArgumentException("bellhop.azure.extra-vault-suffixes: \"" + suffix
                                + "\" is not a dot followed by a domain, like .vault.corp.example");
                    }
                    return folded;
                })
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The vault this URL names in this cloud; empty when it is anything else.
     *
     * @param extra the operator's suffixes
     */
    static Optional<VaultUrl> parse(String text, AzureCloud cloud, Set<String> extra) {
        // Outside ASCII, lower case turns other letters into ours: the Kelvin sign into k.
        if (text == null || text.length() > LONGEST || !text.chars().allMatch(c -> c < 0x80)) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            return Optional.empty();
        }
        String name = form.group(1);
        String suffix = form.group(2);
        boolean ofCloud = suffix.equals(cloud.vaultSuffix());
        return ofCloud || extra.contains(suffix)
                ? Optional.of(new VaultUrl(name + suffix, name, ofCloud))
                : Optional.empty();
    }

    /** Where the first page of the names stands. */
    URI secrets(String apiVersion) {
        return URI.create("https://" + host + "/secrets?api-version=" + apiVersion);
    }

    /**
     * Where the vault says the next page stands: built anew, on this host, of the query alone. A link to anywhere else is none, for a
     * token goes along.
     */
    Optional<URI> nextPage(String link) {
        Matcher parts = NEXT.matcher(link);
        boolean ours = parts.matches() && parts.group(1).equalsIgnoreCase(host);
        return ours ? Optional.of(URI.create("https://" + host + "/secrets?" + parts.group(2))) : Optional.empty();
    }

    /** Where a secret is read; name and version are checked by the caller to need no escaping. */
    URI secret(String name, Optional<String> version, String apiVersion) {
        return URI.create("https://" + host + "/secrets/" + name
                + version.map(id -> "/" + id).orElse("") + "?api-version=" + apiVersion);
    }
}
