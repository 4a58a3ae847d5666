package dev.bellhop.emulator.arm;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A resource's path, {@code /subscriptions/{s}/resourceGroups/{g}/providers/{namespace}/{type}/{name}/...}, whose fixed words compare without
 * case; cut into what every path has and the rest.
 *
 * @param namespace lower case, of the first provider; empty if there is none
 * @param rest what follows the namespace, as sent
 */
record ArmPath(Optional<String> subscription, Optional<String> resourceGroup, String namespace, List<String> rest) {
    static ArmPath parse(List<String> segments) {
        int at = 0;
        Optional<String> subscription = Optional.empty();
        Optional<String> group = Optional.empty();
        if (follows(segments, at, "subscriptions")) {
            subscription = Optional.of(segments.get(at + 1));
            at += 2;
        }
        if (follows(segments, at, "resourcegroups")) {
            group = Optional.of(segments.get(at + 1));
            at += 2;
        }
        if (follows(segments, at, "providers")) {
            return new ArmPath(
                    subscription,
                    group,
                    segments.get(at + 1).toLowerCase(Locale.ROOT),
                    segments.subList(at + 2, segments.size()));
        }
        return new ArmPath(subscription, group, "", segments.subList(at, segments.size()));
    }

    private static boolean follows(List<String> segments, int at, String word) {
        return segments.size() > at + 1 && segments.get(at).equalsIgnoreCase(word);
    }

    /** Whether the word at this place of the rest is that one. */
    boolean has(int index, String word) {
        return rest.size() > index && rest.get(index).equalsIgnoreCase(word);
    }
}
