package dev.bellhop.caller;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where a claim stands: a top-level name, or with a leading {@code /} a JSON pointer (RFC 6901) into nested claims, such as
 * {@code /kubernetes.io/namespace}.
 */
record ClaimPath(String text) {

    /** The claim's value as texts: one for a string, number or boolean, one per such element of an array, else none. */
    List<String> textsIn(Map<String, Object> claims) {
        Object value = find(claims);
        Stream<?> values = value instanceof List<?> list ? list.stream() : Stream.ofNullable(value);
        return values.filter(one -> one instanceof String || one instanceof Number || one instanceof Boolean)
                .map(String::valueOf)
                .toList();
    }

    private Object find(Map<String, Object> claims) {
        if (!text.startsWith("/")) {
            return claims.get(text);
        }
        Object here = claims;
        for (String token : text.substring(1).split("/", -1)) {
            if (!(here instanceof Map<?, ?> object)) {
                return null;
            }
            here = object.get(token.replace("~1", "/").replace("~0", "~"));
        }
        return here;
    }
}
