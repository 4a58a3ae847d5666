package dev.bellhop.embedded;

/** Taking back a shutdown hook, which the JVM refuses once it is going down. */
final class ShutdownHooks {
    private ShutdownHooks() {}

    static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException goingDown) {
            // then the hook runs, and what it would end is ended already
            Thread.onSpinWait();
        }
    }
}
