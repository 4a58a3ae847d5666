package dev.bellhop.config.administration;

import java.util.List;

/**
 * Part of a list, oldest row first.
 *
 * @param nextCursor where the next page starts; null on the last one
 */
public record Page<V>(List<V> items, String nextCursor) {}
