package dev.bellhop.local.stack;

import dev.bellhop.embedded.Guardian;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * What JDK 17 wrote about a run's classes ({@code -XX:DumpLoadedClassList}), one class or lambda a line, and the archive made from it.
 * Classes of signed jars stay out of archives, and a lambda of theirs makes the JVM crash while it writes one (JDK-8276184, mended in 18):
 * so these lines are left out. That is why the archive is not made by the run itself, with {@code -XX:ArchiveClassesAtExit}.
 */
final class ClassList {
    private final Path application;
    private final Path file;

    ClassList(Path application, Path file) {
        this.application = application;
        this.file = file;
    }

    /** @throws StackException with what the JVM says, if it makes none */
    void dump(Path archive) throws IOException {
        if (!Files.exists(file)) {
            throw new StackException("the training run left no class list " + file);
        }
        Files.write(file, withoutSigned(application, Files.readAllLines(file, StandardCharsets.UTF_8)));
        Path said = archive.resolveSibling(archive.getFileName() + ".log");
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:dump",
                        "-Xlog:cds=error",
                        "-XX:SharedClassListFile=" + file,
                        "-XX:SharedArchiveFile=" + archive,
                        "-cp",
                        application.resolve("quarkus-run.jar").toString())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(said.toFile()))
                .start();
        Guardian.over(jvm);
        if (await(jvm) != 0) {
            throw new StackException(
                    "the JVM made no class archive " + archive + " and said: " + Files.readString(said));
        }
        Files.delete(said);
    }

    private static int await(Process jvm) {
        try {
            return jvm.waitFor();
        } catch (InterruptedException e) {
            jvm.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while a class archive was made");
        }
    }

    /** The lines that name no class of a signed jar of the package. */
    static List<String> withoutSigned(Path application, List<String> lines) throws IOException {
        Set<String> signed = signedPackages(application);
        return lines.stream()
                .filter(line -> signed.stream().noneMatch(line::contains))
                .toList();
    }

    /** Packages as the list writes them, {@code com/amazon/}..., with the slash at the end. */
    private static Set<String> signedPackages(Path application) throws IOException {
        Set<String> packages = new HashSet<>();
        try (Stream<Path> files = Files.walk(application)) {
            for (Path jar :
                    files.filter(each -> each.toString().endsWith(".jar")).toList()) {
                addIfSigned(jar, packages);
            }
        }
        return packages;
    }

    private static void addIfSigned(Path path, Set<String> packages) throws IOException {
        try (JarFile jar = new JarFile(path.toFile())) {
            if (jar.stream().noneMatch(entry -> entry.getName().matches("META-INF/[^/]*\\.SF"))) {
                return;
            }
            jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class") && name.contains("/") && !name.startsWith("META-INF/"))
                    .map(name -> name.substring(0, name.lastIndexOf('/') + 1))
                    .forEach(packages::add);
        }
    }
}
