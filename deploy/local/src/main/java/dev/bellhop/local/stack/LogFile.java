package dev.bellhop.local.stack;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the servers of this process log goes to a file; the terminal is for the user. */
final class LogFile {
    /** Held, because java.util.logging forgets the settings of a logger nobody holds. */
    private static final Logger ROOT = Logger.getLogger("");

    private LogFile() {}

    /** @return ends the file and its lock */
    static Runnable write(Path file) {
        try {
            FileHandler handler = new FileHandler(file.toString().replace("%", "%%"), true);
            handler.setFormatter(new OneLine());
            handler.setEncoding("UTF-8");
            for (Handler other : ROOT.getHandlers()) {
                ROOT.removeHandler(other);
            }
            ROOT.addHandler(handler);
            ROOT.setLevel(Level.INFO);
            return () -> {
                ROOT.removeHandler(handler);
                handler.close();
            };
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static final class OneLine extends Formatter {
        @Override
        public String format(LogRecord entry) {
            StringWriter text = new StringWriter();
            text.append(String.format(
                    "%tF %<tT.%<tL %-7s [%s] %s%n",
                    entry.getMillis(), entry.getLevel(), entry.getLoggerName(), formatMessage(entry)));
            if (entry.getThrown() != null) {
                entry.getThrown().printStackTrace(new PrintWriter(text, true));
            }
            return text.toString();
        }
    }
}
