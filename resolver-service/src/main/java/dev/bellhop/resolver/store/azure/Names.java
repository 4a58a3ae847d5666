package dev.bellhop.resolver.store.azure;

import dev.bellhop.resolver.store.SecretNames.Listed;
import dev.bellhop.resolver.store.SecretNames.Name;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * The first names in order, of all that begin so; no more of them are held than are wanted. Key Vault itself knows no prefix and no
 * order.
 */
final class Names {
    private final String prefix;
    private final int most;
    private final TreeMap<String, Name> found = new TreeMap<>();
    private boolean cut;
    private int pages;

    /** @param prefix as a variable's secret name is written: an underscore is Key Vault's hyphen */
    Names(String prefix, int most) {
        this.prefix = folded(prefix.replace('_', '-'));
        this.most = most;
    }

    /** Returns how many pages were added. */
    int add(NamesPage page) {
        page.names().stream()
                .filter(one -> folded(one.name()).startsWith(prefix))
                .forEach(one -> found.put(folded(one.name()), one));
        while (found.size() > most) {
            found.pollLastEntry();
            cut = true;
        }
        return ++pages;
    }

    /** @param wholeVault whether every page was added */
    Listed listed(boolean wholeVault) {
        return new Listed(List.copyOf(found.values()), wholeVault && !cut);
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
