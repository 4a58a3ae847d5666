package dev.bellhop.local.stack;

import dev.bellhop.embedded.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where one running stack keeps what is its own. Logs stay after it; the state (databases, records, keys, tokens) and the stack file are
 * removed when it ends, and again before the next one starts.
 */
final class StackDirectory implements AutoCloseable {
    private static final String LOCK = "stack.lock";
    private static final String LOGS = "logs";
    private static final String STATE = "state";
    private static final String STACK_FILE = "stack.json";

    private final Path directory;
    private final FileChannel lockFile;

    private StackDirectory(Path directory, FileChannel lockFile) {
        this.directory = directory;
        this.lockFile = lockFile;
    }

    /** Takes the directory for this process and empties it of an earlier stack. */
    static StackDirectory take(Path directory) {
        try {
            Files.createDirectories(directory);
            requireOurs(directory);
            FileChannel lockFile =
                    FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(lockFile)) {
                lockFile.close();
                throw new StackException("another stack runs in " + directory
                        + "; stop it first, or give this one a --directory and a --port-offset of its own");
            }
            StackDirectory taken = new StackDirectory(directory, lockFile);
            taken.removeState();
            delete(taken.logs());
            Files.createDirectories(taken.logs());
            PrivateFiles.directory(taken.state());
            return taken;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + directory, e);
        }
    }

    /** What a stack empties must have been a stack's. */
    private static void requireOurs(Path directory) {
        if (Files.exists(directory.resolve(LOCK))) {
            return;
        }
        for (String name : new String[] {LOGS, STATE, STACK_FILE}) {
            if (Files.exists(directory.resolve(name))) {
                throw new StackException(directory.resolve(name)
                        + " is there already and not a stack's; give the stack a --directory of its own");
            }
        }
    }

    private static boolean locked(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    Path logs() {
        return directory.resolve(LOGS);
    }

    Path log(String process) {
        return logs().resolve(process + ".log");
    }

    Path state() {
        return directory.resolve(STATE);
    }

    Path state(String name) {
        return state().resolve(name);
    }

    Path stackFile() {
        return directory.resolve(STACK_FILE);
    }

    private void removeState() throws IOException {
        Files.deleteIfExists(stackFile());
        delete(state());
    }

    @Override
    public void close() {
        try {
            removeState();
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clean up " + directory, e);
        }
    }

    private static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
