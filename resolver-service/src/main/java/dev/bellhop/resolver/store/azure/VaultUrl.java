package dev.bellhop.resolver.store.azure;

import dev.bellhop.resolver.exchange.AzureCloud;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A vault's host, proven to be one: a single label before the cloud's suffix, and nothing around it but a trailing slash and the default
 * port. The text an organization wrote is parsed here, once, by one expression over the whole of it; what is connected to is built from
 * the parsed label and our own suffix, so no second parser can read it differently.
 *
 * @param host in lower case, such as {@code acme-kv.vault.azure.net}
 * @param name the label, which is the vault's name
 */
record VaultUrl(String host, String name) {
    private static final int LONGEST = 100;
    private static final Pattern FORM =
            Pattern.compile("https://([a-z0-9](?:[a-z0-9]|-(?=[a-z0-9])){1,22}[a-z0-9])(\\.[a-z0-9.]+)(?::443)?/?");

    /** The vault this URL names in this cloud; empty when it is anything else. */
    static Optional<VaultUrl> parse(String text, AzureCloud cloud) {
        // Outside ASCII, lower case turns other letters into ours: the Kelvin sign into k.
        if (text == null || text.length() > LONGEST || !text.chars().allMatch(c -> c < 0x80)) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!form.matches() || !form.group(2).equals(cloud.vaultSuffix())) {
            return Optional.empty();
        }
        return Optional.of(new VaultUrl(form.group(1) + cloud.vaultSuffix(), form.group(1)));
    }

    /** Where a secret is read; name and version are checked by the caller to need no escaping. */
    URI secret(String name, Optional<String> version, String apiVersion) {
        return URI.create("https://" + host + "/secrets/" + name
                + version.map(id -> "/" + id).orElse("") + "?api-version=" + apiVersion);
    }
}
