package dev.bellhop.emulator.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** So many requests in a window that begins with the first of them, by key. Safe for use by several threads. */
public final class RateLimit {
    private final Duration window;
    private final Map<Object, Window> windows = new ConcurrentHashMap<>();

    private record Window(Instant until, int used) {}

    public RateLimit(Duration window) {
        this.window = window;
    }

    /** Whether one more is within the limit; it then counts. */
    public boolean admits(Object key, int limit, Instant now) {
        Window after = windows.compute(
                key,
                (same, old) -> old == null
                                || !now.isBefore(old.until)
                                || now.plus(window).isBefore(old.until)
                        ? new Window(now.plus(window), 1)
                        : new Window(old.until, Math.min(old.used, limit) + 1));
        return after.used <= limit;
    }
}
