package dev.bellhop.config.administration;

import java.util.UUID;

/** One user of a row, named in the refusal to delete it. */
public record UsedBy(Kind kind, UUID id, String name) {}
