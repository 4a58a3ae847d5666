package dev.bellhop.config.listing;

import java.util.List;
import java.util.function.Function;

/**
 * Part of a list.
 *
 * @param nextCursor where the next page starts; null on the last one
 */
public record Page<V>(List<V> items, String nextCursor) {

    /** @param found one row more than the page holds, where there is one: the sign of a next page */
    public static <V> Page<V> of(List<V> found, PageRequest request, Function<V, Cursor> place) {
        if (found.size() <= request.limit()) {
            return new Page<>(found, null);
        }
        List<V> shown = found.subList(0, request.limit());
        return new Page<>(shown, place.apply(shown.get(shown.size() - 1)).written());
    }
}
