package dev.bellhop.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.local.client.Worker.Environment;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One kickoff as the demo saw it.
 *
 * @param took from the record's acknowledgement by the broker to the result
 * @param logLines what the resolver said about its WI config, whole lines
 */
record Run(UUID kickoff, Duration took, JsonNode result, Environment environment, List<String> logLines) {
    /** What the manifest says about one variable, and how long its value is. */
    record Delivered(String version, String fingerprint, int length) {}

    boolean isResolved() {
        return result.path("status").asText().equals("resolved");
    }

    /** By variable key. */
    Map<String, Delivered> delivered() {
        Map<String, Delivered> delivered = new LinkedHashMap<>();
        result.path("manifest").forEach(entry -> {
            String key = entry.path("key").asText();
            delivered.put(
                    key,
                    new Delivered(
                            entry.path("version").asText(),
                            entry.path("fingerprint").asText(),
                            environment.values().getOrDefault(key, "").length()));
        });
        return delivered;
    }
}
