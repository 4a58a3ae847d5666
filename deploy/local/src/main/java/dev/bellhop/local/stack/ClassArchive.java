package dev.bellhop.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The trained class archive of one service's package: the classes that a real run loaded, laid out so that the JVM maps them instead of
 * parsing them. It lies beside the package: {@code app.jsa} (JDK 17: static CDS archive, JEP 310) or {@code app.aot} (JDK 25: AOT cache, JEP
 * 514). A JVM drops an archive of another JVM, of another place or of jars with other times without a word, so a note beside it tells
 * what it holds for.
 */
public final class ClassArchive {
    /** From here on one run records and assembles an AOT cache. */
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
            return Optional.of("there is none");
        }
        List<String> noted = lines(note());
        List<String> actual = facts();
        if (noted.equals(actual)) {
            return Optional.empty();
        }
        String noVendor = noted.isEmpty() ? "nobody" : noted.get(0);
        return Optional.of(
                noVendor.equals(jvm)
                        ? "the package has changed since it was made"
                        : "it was made by another JVM: " + noVendor);
    }

    /** The JVM flag that uses it. */
    public String useFlag() {
        return (aot ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + file();
    }

    /** A training run that starts now; there is no archive from here until it is kept. */
    Training train() {
        try {
            Files.deleteIfExists(note());
            Files.deleteIfExists(file());
            Files.deleteIfExists(classList());
            return new Training();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a new class archive " + file(), e);
        }
    }

    private Path classList() {
        return application.resolve("app.classes");
    }

    /** One training run of the service. */
    final class Training {
        private Training() {}

        /** Has the JVM record what it loads, until it ends in order: by SIGTERM, for example. */
        String flag() {
            return aot ? "-XX:AOTCacheOutput=" + file() : "-XX:DumpLoadedClassList=" + classList();
        }

        /**
         * After the run: makes the archive, if the JVM has not done so itself, and the note.
         *
         * @throws StackException if there is none, with what the JVM says
         */
        void keep() {
            try {
                if (!aot) {
                    new ClassList(application, classList()).dump(file());
                    Files.delete(classList());
                }
                if (!Files.exists(file())) {
                    throw new StackException("the JVM left no class archive " + file());
                }
                Files.write(note(), facts());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot keep the class archive " + file(), e);
            }
        }
    }

    /** The JVM, the place, then every jar of the package with what the JVM compares: how long, how old. */
    private List<String> facts() {
        List<String> facts = new ArrayList<>(List.of(jvm, application.toString()));
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
