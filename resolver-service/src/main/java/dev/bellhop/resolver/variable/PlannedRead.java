package dev.bellhop.resolver.variable;

import dev.bellhop.resolver.plan.PlannedVariable;
import java.util.UUID;

/** What a variable's value is read from; variables that share it (by different JSON keys) share the read. */
record PlannedRead(UUID credentialId, String secretName, String version) {
    static PlannedRead of(PlannedVariable variable) {
        return new PlannedRead(variable.credentialId(), variable.secretName(), variable.version());
    }
}
