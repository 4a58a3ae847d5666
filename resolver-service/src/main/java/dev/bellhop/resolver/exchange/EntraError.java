package dev.bellhop.resolver.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.resolver.upstream.UpstreamAnswer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What can be trusted of a refusal by Entra: its code and the ids its support asks for. Words are not kept; they echo subjects, client
 * ids and tenant names, and change between builds.
 *
 * @param code digits of {@code AADSTS...}; empty for bodies that carry none, such as a gateway's HTML
 * @param ids what Microsoft's support asks for: {@code traceId}, {@code correlationId}
 * @param echo what Entra read of what was presented
 */
record EntraError(Optional<String> code, Map<String, String> ids, Echo echo) {
    private static final Pattern IN_TEXT = Pattern.compile("AADSTS(\\d{4,8})\\b");
    private static final Pattern CODE = Pattern.compile("\\d{4,8}");
    private static final Pattern GUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    /** Reads {@code error_codes[0]}; where the array is missing, the code at the head of {@code error_description}. */
    static EntraError of(UpstreamAnswer answer) {
        JsonNode body = answer.json(JsonNode.class).filter(JsonNode::isObject).orElse(null);
        if (body == null) {
            return new EntraError(Optional.empty(), Map.of(), Echo.none());
        }
        Optional<String> code = Optional.of(body.path("error_codes").path(0).asText())
                .filter(text -> CODE.matcher(text).matches())
                .or(() -> inText(body.path("error_description").asText()));
        Map<String, String> ids = new LinkedHashMap<>();
        guid(body.path("trace_id")).ifPresent(id -> ids.put("traceId", id));
        guid(body.path("correlation_id")).ifPresent(id -> ids.put("correlationId", id));
        return new EntraError(code, ids, Echo.of(body.path("error_description").asText()));
    }

    /** As shown: {@code AADSTS700213}. */
    Optional<String> name() {
        return code.map(digits -> "AADSTS" + digits);
    }

    private static Optional<String> inText(String description) {
        Matcher found = IN_TEXT.matcher(description);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    private static Optional<String> guid(JsonNode node) {
        return Optional.of(node.asText()).filter(text -> GUID.matcher(text).matches());
    }
}
