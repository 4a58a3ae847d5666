package dev.bellhop.emulator.graph;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path below {@code /v1.0}, as OData writes them: {@code set/key/navigation/key}, where a key is a segment of its own or stands in
 * parentheses with the name of the alternate key, {@code applications(appId='...')}.
 *
 * @param member navigation property or action; empty if there is none
 */
record GraphPath(String set, Optional<Key> key, String member, Optional<Key> memberKey) {
    private static final Pattern SEGMENT = Pattern.compile("([A-Za-z]+)(?:\\((?:([A-Za-z]+)=)?'([^']*)'\\))?");

    /** @param name of the alternate key, or {@code id} */
    record Key(String name, String value) {}

    /** Empty if it is no path of that form. */
    static Optional<GraphPath> parse(List<String> segments) {
        Reader reader = new Reader(segments);
        Optional<Part> set = reader.part();
        Optional<Part> member = reader.part();
        if (set.isEmpty() || !reader.atEnd()) {
            return Optional.empty();
        }
        return Optional.of(new GraphPath(
                set.get().name, set.get().key, member.map(Part::name).orElse(""), member.flatMap(Part::key)));
    }

    private record Part(String name, Optional<Key> key) {}

    private static final class Reader {
        private final List<String> segments;
        private int next;

        Reader(List<String> segments) {
            this.segments = segments;
        }

        boolean atEnd() {
            return next == segments.size();
        }

        Optional<Part> part() {
            Matcher matcher = SEGMENT.matcher(atEnd() ? "" : segments.get(next));
            if (!matcher.matches()) {
                return Optional.empty();
            }
            next++;
            Optional<Key> key = Optional.empty();
            if (matcher.group(3) != null) {
                String name = matcher.group(2) == null ? "id" : matcher.group(2);
                key = Optional.of(new Key(name, matcher.group(3)));
            } else if (!atEnd()) {
                key = Optional.of(new Key("id", segments.get(next++)));
            }
            return Optional.of(new Part(matcher.group(1), key));
        }
    }
}
