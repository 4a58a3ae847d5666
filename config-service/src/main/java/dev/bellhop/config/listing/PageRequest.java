package dev.bellhop.config.listing;

import dev.bellhop.config.problem.Checks;
import java.util.Optional;

/** Which part of a list is wanted. */
public record PageRequest(int limit, Optional<Cursor> after) {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    /** Of a list in the order of time; from the query parameters, each null where it was not sent. */
    public static PageRequest of(String limit, String cursor) {
        return of(limit, cursor, false);
    }

    /** @param byName whether the list is in the order of names */
    public static PageRequest of(String limit, String cursor, boolean byName) {
        Checks checks = new Checks();
        boolean sane = limit == null || limit.matches("[0-9]{1,4}");
        int count = limit == null || !sane ? DEFAULT_LIMIT : Integer.parseInt(limit);
        checks.require(sane && count >= 1 && count <= MAX_LIMIT, "limit", "a whole number from 1 to " + MAX_LIMIT);
        Optional<Cursor> after =
                Optional.ofNullable(cursor).flatMap(Cursor::read).filter(place -> place.isByName() == byName);
        checks.require(
                cursor == null || after.isPresent(),
                "cursor",
                "the nextCursor of an earlier page of the same list",
                "leave it out to start from the first page");
        checks.done();
        return new PageRequest(count, after);
    }
}
