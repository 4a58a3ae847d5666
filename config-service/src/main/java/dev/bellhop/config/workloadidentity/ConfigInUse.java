package dev.bellhop.config.workloadidentity;

import java.util.UUID;

/** A workload identity config, seen by what uses it. */
public record ConfigInUse(UUID id, AzureCloud cloud) {}
