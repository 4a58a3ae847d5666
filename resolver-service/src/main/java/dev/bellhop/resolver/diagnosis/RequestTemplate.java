package dev.bellhop.resolver.diagnosis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A {@link FixRequest} with placeholders.
 *
 * @param body JSON; null for none
 */
record RequestTemplate(String method, String url, Map<String, String> headers, String body) {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** What is left to the reader where the vault's resource id is not known. */
    private static final String ANY_VAULT =
            "/subscriptions/<subscription>/resourceGroups/<resourceGroup>/providers/Microsoft.KeyVault/vaults/<vault>";

    /** @param facts scrubbed: nothing in them ends a JSON string */
    FixRequest filled(Map<String, String> facts) {
        Map<String, String> inUrl = facts.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        // A resource id is several segments; everything else is one, or part of one.
                        fact -> encoded(fact.getValue(), "vaultId".equals(fact.getKey()) ? "-._~/" : "-._~")));
        String complete = inUrl.containsKey("vaultId") ? url : url.replace("<vaultId>", ANY_VAULT);
        return new FixRequest(method, Entry.filled(complete, inUrl), headers, body == null ? null : json(facts));
    }

    private JsonNode json(Map<String, String> facts) {
        try {
            return JSON.readTree(Entry.filled(body, facts));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a template is JSON whatever it is filled with", impossible);
        }
    }

    private static String encoded(String fact, String unreserved) {
        StringBuilder text = new StringBuilder();
        for (byte octet : fact.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xff);
            boolean plain =
                    character < 0x80 && (Character.isLetterOrDigit(character) || unreserved.indexOf(character) >= 0);
            text.append(plain ? String.valueOf(character) : String.format("%%%02X", octet & 0xff));
        }
        return text.toString();
    }
}
