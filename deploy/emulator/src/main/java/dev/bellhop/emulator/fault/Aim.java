package dev.bellhop.emulator.fault;

import java.util.Optional;
import java.util.UUID;

/**
 * What a request or connection is aimed at, for faults to tell.
 *
 * @param path {@code /} for a connection
 */
public record Aim(String host, String path, Optional<UUID> tenant, Optional<String> vault) {}
