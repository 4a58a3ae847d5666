package dev.bellhop.embedded;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What this JVM cleans up when it ends in order (also by SIGTERM and Ctrl-C): the last thing begun is ended first, one after the other,
 * so that a server has stopped before its directory goes. The JVM itself runs shutdown hooks all at once.
 */
public final class AtExit {
    private static final Deque<Runnable> TASKS = new ArrayDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(AtExit::run, "embedded-at-exit"));
    }

    private AtExit() {}

    /** {@code task} runs before everything that was registered so far. */
    public static void first(Runnable task) {
        synchronized (TASKS) {
            TASKS.push(task);
        }
    }

    /** {@code task} was done before its time. */
    public static void forget(Runnable task) {
        synchronized (TASKS) {
            TASKS.remove(task);
        }
    }

    private static void run() {
        for (Runnable task = next(); task != null; task = next()) {
            try {
                task.run();
            } catch (RuntimeException e) {
                System.err.println("while this JVM ended: " + e);
            }
        }
    }

    private static Runnable next() {
        synchronized (TASKS) {
            return TASKS.poll();
        }
    }
}
