package dev.bellhop.config.variable;

import dev.bellhop.config.problem.ConfigException;
import dev.bellhop.config.problem.Reason;
import java.util.UUID;

/**
 * What one automation's variables may come to. All its values are in memory at once when they are read, as ciphertext, in clear and
 * as JSON, so without a limit one organization could take the service down for all.
 */
public final class AutomationLimits {
    public static final long MAX_VARIABLES = 1_000;

    /** Of direct and default values together, as they are stored; above the 768 KiB that a whole environment may have. */
    public static final long MAX_BYTES = 1 << 20;

    private AutomationLimits() {}

    public static void check(UUID automation, long variables, long bytes) {
        if (variables > MAX_VARIABLES) {
            throw new ConfigException(
                    Reason.AUTOMATION_FULL, "automation " + automation + ": at most " + MAX_VARIABLES + " variables");
        }
        if (bytes > MAX_BYTES) {
            throw new ConfigException(
                    Reason.AUTOMATION_FULL,
                    "automation " + automation + ": at most 1 MiB of direct and default values together");
        }
    }
}
