package dev.bellhop.resolver.fake;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Everything the process logs while it is open, as the formatter would write it, stack traces included. */
public final class Log extends Handler implements AutoCloseable {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final SimpleFormatter formatter = new SimpleFormatter();

    public Log() {
        Logger.getLogger("").addHandler(this);
    }

    @Override
    public void publish(LogRecord event) {
        lines.add(formatter.format(event));
    }

    /** Lines so far that contain the text. */
    public List<String> lines(String text) {
        return lines.stream().filter(line -> line.contains(text)).toList();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}
