package dev.bellhop.resolver.fake;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A kickoff record as a scheduler writes it; tests spoil one thing at a time. */
public record KickoffRecord(byte[] key, byte[] payload, Map<String, String> headers) {
    public KickoffRecord {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** A good one. */
    public static KickoffRecord of(UUID organization, UUID automation, UUID kickoff, Worker worker) {
        return of(
                organization,
                kickoff,
                """
                {"kickoffId":"%s","organizationId":"%s","automationId":"%s","kind":"crew","recipient":%s}""".formatted(kickoff, organization, automation, worker.jwk()),
                Callers.grant(organization, automation, kickoff, worker.thumbprint()));
    }

    public static KickoffRecord of(UUID organization, UUID kickoff, String payload, String token) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", kickoff.toString());
        headers.put("ce_source", "urn:example:scheduler");
        headers.put("ce_type", "dev.bellhop.kickoff.requested.v1");
        headers.put("content-type", "application/json");
        headers.put("authorization", "Bearer " + token);
        return new KickoffRecord(
                organization.toString().getBytes(StandardCharsets.UTF_8),
                payload.getBytes(StandardCharsets.UTF_8),
                headers);
    }

    public KickoffRecord withHeader(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.put(name, value);
        return new KickoffRecord(key, payload, changed);
    }

    public KickoffRecord without(String header) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.remove(header);
        return new KickoffRecord(key, payload, changed);
    }

    /** With another text in its payload. */
    public KickoffRecord replace(String text, String by) {
        return withPayload(new String(payload, StandardCharsets.UTF_8).replace(text, by));
    }

    public KickoffRecord withPayload(String payload) {
        return new KickoffRecord(key, payload.getBytes(StandardCharsets.UTF_8), headers);
    }
}
