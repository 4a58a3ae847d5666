package dev.bellhop.local.stack;

import java.nio.file.Path;

/**
 * How to run a stack.
 *
 * @param root the repository, where the services' packages are
 * @param directory what belongs to this stack: its state, logs and stack file; one stack at a time uses it
 */
public record StackOptions(Path root, Path directory, Ports ports, Archives archives) {
    /** Without class archives: every start is like the first. */
    public StackOptions(Path root, Path directory, Ports ports) {
        this(root, directory, ports, Archives.IGNORE);
    }
}
