package dev.bellhop.local.client;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * One run of an automation, as its scheduler announces it.
 *
 * @param recipient the worker's public key as a JWK; its environment is sealed to it
 * @param deadline null for the resolver's own
 */
public record Kickoff(
        UUID id, UUID organization, UUID automation, String kind, Map<String, Object> recipient, Instant deadline) {
    public static Kickoff of(UUID organization, UUID automation, Worker worker) {
        return new Kickoff(UUID.randomUUID(), organization, automation, "crew", worker.publicKey(), null);
    }

    public Kickoff withDeadline(Instant other) {
        return new Kickoff(id, organization, automation, kind, recipient, other);
    }

    /** The event's data, JSON. */
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("kickoffId", id);
        data.put("organizationId", organization);
        data.put("automationId", automation);
        data.put("kind", kind);
        data.put("recipient", recipient);
        if (deadline != null) {
            data.put("deadline", deadline.toString());
        }
        return data;
    }
}
