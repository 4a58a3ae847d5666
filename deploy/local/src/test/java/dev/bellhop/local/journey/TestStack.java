package dev.bellhop.local.journey;

import dev.bellhop.local.stack.Ports;
import dev.bellhop.local.stack.Progress;
import dev.bellhop.local.stack.Stack;
import dev.bellhop.local.stack.StackFile;
import dev.bellhop.local.stack.StackOptions;
import java.nio.file.Path;

/** The stack of this test run: started by whoever asks first, ended with the JVM. */
final class TestStack {
    static final int RESOLVERS = 2;
    static final Path DIRECTORY = Path.of("target", "journeys").toAbsolutePath();
    static final Progress PROGRESS = new Progress(line -> System.out.println("[stack] " + line));
    private static Stack stack;

    private TestStack() {}

    static synchronized Stack get() {
        if (stack == null) {
            Path root = Path.of(System.getProperty("bellhop.root", "../.."))
                    .toAbsolutePath()
                    .normalize();
            stack = Stack.start(new StackOptions(root, DIRECTORY, Ports.free(RESOLVERS)), PROGRESS);
        }
        return stack;
    }

    static StackFile file() {
        return get().file();
    }
}
