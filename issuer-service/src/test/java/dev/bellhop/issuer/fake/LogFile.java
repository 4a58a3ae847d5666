package dev.bellhop.issuer.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The service's own log during a test, everything down to DEBUG of our own code, in a file a test can search. */
public final class LogFile {
    private LogFile() {}

    static Map<String, String> settings(String profile) {
        Path file = path(profile);
        return Map.of(
                "quarkus.log.file.enabled", "true",
                "quarkus.log.file.path", file.toString(),
                "quarkus.log.file.level", "DEBUG",
                "quarkus.log.category.\"dev.bellhop\".level", "DEBUG",
                "quarkus.log.category.\"dev.bellhop\".min-level", "DEBUG");
    }

    public static String text(String profile) {
        try {
            return Files.readString(path(profile));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path path(String profile) {
        return Path.of("target", "issuer-" + profile + ".log").toAbsolutePath();
    }
}
