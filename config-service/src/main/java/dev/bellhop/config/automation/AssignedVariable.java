package dev.bellhop.config.automation;

import dev.bellhop.config.administration.Kind;
import dev.bellhop.config.audit.Change;
import dev.bellhop.config.audit.Subject;
import java.util.List;
import java.util.UUID;

/** A variable, seen by an automation that gets it. */
record AssignedVariable(UUID id, String key, List<UUID> automations) {

    Subject subject(UUID organization) {
        return new Subject(organization, Kind.ENVIRONMENT_VARIABLE.written(), id, key);
    }

    List<Change> without(UUID automation) {
        List<UUID> left =
                automations.stream().filter(one -> !one.equals(automation)).toList();
        return List.of(new Change("assignedTo", automations, left));
    }
}
