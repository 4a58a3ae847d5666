package dev.bellhop.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The trained class archive of one service's package: the classes a real run loaded, laid out so that the JVM maps them instead of parsing
 * them. It lies beside the package, {@code app.jsa} (JDK 17: a dynamic CDS archive) or {@code app.aot} (JDK 25: JEP 514). A JVM drops an
 * archive of another JVM, of another place or of jars with other times without a word, so a note beside it tells what it holds for.
 */
public final class ClassArchive {
    /** From here on one run trains and assembles an AOT cache. */
    private static final int AOT_CACHE_FROM = 25;

    private final Path application;
    private final boolean aot;
    private final String jvm;

    /** @param application the {@code quarkus-app} directory of a package */
    public ClassArchive(Path application) {
        this(application, Runtime.version().feature(), thisJvm());
    }

    ClassArchive(Path application, int javaVersion, String jvm) {
        this.application = application.toAbsolutePath().normalize();
        this.aot = javaVersion >= AOT_CACHE_FROM;
        this.jvm = jvm;
    }

    private static String thisJvm() {
        return System.getProperty("java.vm.vendor") + " " + System.getProperty("java.vm.version") + " in "
                + System.getProperty("java.home");
    }

    public Path file() {
        return application.resolve(aot ? "app.aot" : "app.jsa");
    }

    private Path note() {
        return application.resolve(file().getFileName() + ".holds-for");
    }

    /** Why it cannot be used, in words that follow "because"; empty if it can. */
    public Optional<String> objection() {
        if (!Files.exists(file()) || !Files.exists(note())) {
            return Optional.of("there is none yet");
        }
        List<String> noted = lines(note());
        List<String> actual = facts();
        if (noted.equals(actual)) {
            return Optional.empty();
        }
        String firstLine = noted.isEmpty() ? "" : noted.get(0);
        return Optional.of(
                firstLine.equals(actual.get(0))
                        ? "the package has changed since it was made"
                        : "it was made by another JVM (" + firstLine + ")");
    }

    /** The JVM flag that uses it. */
    public String useFlag() {
        return (aot ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + file();
    }

    /** A training run that starts now. */
    Recording record() {
        removeAbandoned();
        return new Recording();
    }

    /** One training run: its JVM writes the archive when it ends in order, by SIGTERM for example. */
    final class Recording {
        private final Path fresh =
                application.resolve(recordings() + ProcessHandle.current().pid());

        private Recording() {}

        String flag() {
            return (aot ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + fresh;
        }

        /**
         * After the run: puts the archive into its place, for starts to come. False if there is none.
         *
         * @param whole whether the JVM ended in order; one that was killed may have left half a file
         */
        boolean keep(boolean whole) {
            try {
                if (!whole) {
                    Files.deleteIfExists(fresh);
                }
                if (!Files.exists(fresh)) {
                    return false;
                }
                Files.deleteIfExists(note());
                Files.move(fresh, file(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
                Files.write(note(), facts());
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException("cannot keep the class archive " + file(), e);
            }
        }
    }

    private String recordings() {
        return file().getFileName() + ".recorded-by-";
    }

    /** What a launcher that was killed never came to keep: a hundred MiB each. */
    private void removeAbandoned() {
        try (Stream<Path> files = Files.list(application)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.startsWith(recordings())
                        && !isAlive(name.substring(recordings().length()))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clean up " + application, e);
        }
    }

    private static boolean isAlive(String pid) {
        return pid.chars().allMatch(Character::isDigit)
                && ProcessHandle.of(Long.parseLong(pid))
                        .map(ProcessHandle::isAlive)
                        .orElse(false);
    }

    /** The JVM, then every jar of the package with what the JVM compares: where it is, how long, how old. */
    private List<String> facts() {
        List<String> facts = new ArrayList<>();
        facts.add(jvm);
        facts.add(application.toString());
        try (Stream<Path> files = Files.walk(application)) {
            for (Path jar : files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList()) {
                facts.add(application.relativize(jar) + " " + Files.size(jar) + " "
                        + Files.getLastModifiedTime(jar).toMillis());
            }
            return facts;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + application, e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
