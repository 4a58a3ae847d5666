package dev.bellhop.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Directories that only their owner may enter and that are emptied when the JVM ends. */
final class TemporaryDirectory {
    private TemporaryDirectory() {}

    static Path create(String purpose) {
        try {
            Path directory = Files.createTempDirectory("bellhop-" + purpose + "-");
            AtExit.first(() -> delete(directory));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary directory for " + purpose, e);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            System.err.println("could not delete " + directory + ": " + e.getMessage());
        }
    }
}
