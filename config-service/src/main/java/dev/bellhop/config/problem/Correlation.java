package dev.bellhop.config.problem;

import io.vertx.ext.web.RoutingContext;
import java.util.UUID;

/** The id of one HTTP request: in its problem document, its log lines and its audit entries. */
public final class Correlation {
    private static final String KEY = Correlation.class.getName();

    private Correlation() {}

    /** Made at the first question, the same afterwards. */
    public static UUID of(RoutingContext request) {
        UUID known = request.get(KEY);
        if (known != null) {
            return known;
        }
        UUID made = UUID.randomUUID();
        request.put(KEY, made);
        return made;
    }
}
