package dev.bellhop.local.stack;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Tells the person at the terminal what is going on, one line a step. */
public final class Progress {
    private final Consumer<String> lines;

    public Progress(Consumer<String> lines) {
        this.lines = lines;
    }

    /** A line that stands for itself. */
    public void say(String line) {
        lines.accept(line);
    }

    /** Does a step and says how long it took; a failing step says nothing, its exception does. */
    <T> T during(String what, String where, Supplier<T> step) {
        long start = System.nanoTime();
        T result = step.get();
        ready(what, where, Duration.ofNanos(System.nanoTime() - start));
        return result;
    }

    void ready(String what, String where, Duration took) {
        lines.accept(String.format("  %-18s ready  %5.1f s  %s", what, took.toMillis() / 1000.0, where));
    }
}
