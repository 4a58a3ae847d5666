package dev.bellhop.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When an archive may be used. Making one is left to {@code deploy/local/train}: it takes a running stack. */
class ClassArchiveTest {
    private static final String JVM = "Some Vendor 25.0.1+8 in /opt/jdk";

    @TempDir
    Path application;

    @BeforeEach
    void makePackage() throws IOException {
        jar("quarkus-run.jar", "dev/bellhop/Main.class");
        jar("app/service.jar", "dev/bellhop/issuer/token/Tokens.class");
    }

    @Test
    void packageThatWasNeverTrainedHasNone() {
        assertThat(archive(JVM).objection()).contains("there is none");
    }

    @Test
    void archiveHoldsForTheJvmAndTheJarsItWasMadeWith() throws Exception {
        train();
        assertThat(archive(JVM).objection()).isEmpty();
        assertThat(archive(JVM).useFlag()).isEqualTo("-XX:AOTCache=" + application.resolve("app.aot"));
    }

    @Test
    void newBuildOfTheServiceIsToldAsSuch() throws Exception {
        train();
        Files.setLastModifiedTime(application.resolve("app/service.jar"), FileTime.from(Instant.EPOCH));
        assertThat(archive(JVM).objection()).contains("the package has changed since it was made");
    }

    @Test
    void packageThatWasMovedIsAnother() throws Exception {
        train();
        Path moved = Files.move(application, application.resolveSibling(application.getFileName() + "-moved"));
        try {
            assertThat(new ClassArchive(moved, 25, JVM).objection())
                    .contains("the package has changed since it was made");
        } finally {
            Files.move(moved, application);
        }
    }

    @Test
    void otherJvmIsNamed() throws Exception {
        train();
        assertThat(archive("Other Vendor 25.0.1+8 in /opt/other").objection())
                .contains("it was made by another JVM: " + JVM);
    }

    @Test
    void trainingRunThatLeavesNothingIsAFailureAndTheOldArchiveIsGone() throws Exception {
        train();
        ClassArchive.Training second = archive(JVM).train();
        assertThatThrownBy(second::keep).isInstanceOf(StackException.class).hasMessageContaining("app.aot");
        assertThat(archive(JVM).objection()).contains("there is none");
    }

    @Test
    void linesOfSignedJarsAreLeftOutOfAClassList() throws Exception {
        jar("lib/signed.jar", "META-INF/SOMEONE.SF", "com/vendor/crypto/Provider.class");
        List<String> kept = ClassList.withoutSigned(
                application,
                List.of(
                        "java/lang/Object id: 0",
                        "com/vendor/crypto/Provider id: 1",
                        "@lambda-proxy com/vendor/crypto/Provider accept ()Ljava/util/function/Consumer;",
                        "dev/bellhop/issuer/token/Tokens id: 2"));
        assertThat(kept).containsExactly("java/lang/Object id: 0", "dev/bellhop/issuer/token/Tokens id: 2");
    }

    @Test
    void olderJavaHasAnArchiveOfAnotherKind() {
        assertThat(new ClassArchive(application, 17, JVM).useFlag())
                .isEqualTo("-XX:SharedArchiveFile=" + application.resolve("app.jsa"));
    }

    private ClassArchive archive(String jvm) {
        return new ClassArchive(application, 25, jvm);
    }

    /** As a run under JDK 25 does: the JVM itself writes the file. */
    private void train() throws IOException {
        ClassArchive.Training training = archive(JVM).train();
        Files.writeString(archive(JVM).file(), "classes");
        training.keep();
    }

    private void jar(String name, String... entries) throws IOException {
        Path file = application.resolve(name);
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream jar = new ZipOutputStream(out)) {
            for (String entry : entries) {
                jar.putNextEntry(new ZipEntry(entry));
                jar.closeEntry();
            }
        }
    }
}
