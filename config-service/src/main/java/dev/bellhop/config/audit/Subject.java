package dev.bellhop.config.audit;

import java.util.UUID;

/**
 * What an audit entry is about.
 *
 * @param kind as the API calls it in the singular, {@code workload-identity-config}
 */
public record Subject(UUID organization, String kind, UUID id, String name) {}
