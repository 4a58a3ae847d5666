package dev.bellhop.resolver.diagnosis;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What each reason means and how it is mended; {@code docs/errors.md} is made from it. */
final class Catalogue {
    private static final Map<Reason, Entry> ENTRIES = new EnumMap<>(Reason.class);

    static {
        Stream.of(
                        KickoffEntries.ALL,
                        PlanEntries.ALL,
                        FederationEntries.ALL,
                        EntraEntries.ALL,
                        VaultEntries.ALL,
                        ValueEntries.ALL)
                .flatMap(List::stream)
                .forEach(Catalogue::add);
    }

    private Catalogue() {}

    private static void add(Entry entry) {
        if (ENTRIES.put(entry.reason(), entry) != null) {
            throw new IllegalStateException("two entries for " + entry.reason());
        }
    }

    static Entry entry(Reason reason) {
        Entry entry = ENTRIES.get(reason);
        if (entry == null) {
            throw new IllegalStateException("no entry for " + reason);
        }
        return entry;
    }

    /** All entries, in the order a kickoff meets them. */
    static Collection<Entry> entries() {
        return ENTRIES.values();
    }
}
