package dev.bellhop.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and directories for their owner only. */
public final class PrivateFiles {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private PrivateFiles() {}

    /**
     * Makes the directory, or narrows the one that exists, to mode 0700.
     *
     * @throws UncheckedIOException also if it belongs to someone else
     */
    public static Path directory(Path directory) {
        try {
            Files.createDirectories(directory);
            return POSIX
                    ? Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"))
                    : directory;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot have " + directory + " to myself", e);
        }
    }

    /** Writes a file of mode 0600, in one step: a reader sees the old text or the new, never half of it. */
    public static Path write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path fresh = POSIX
                    ? Files.createTempFile(
                            file.toAbsolutePath().getParent(),
                            ".new",
                            null,
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                    : Files.createTempFile(file.toAbsolutePath().getParent(), ".new", null);
            Files.writeString(fresh, text, StandardCharsets.UTF_8);
            return Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
