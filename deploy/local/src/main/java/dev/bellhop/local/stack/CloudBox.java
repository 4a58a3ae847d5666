package dev.bellhop.local.stack;

import dev.bellhop.embedded.AtExit;
import dev.bellhop.embedded.CertificateAuthority;
import dev.bellhop.embedded.PrivateFiles;
import dev.bellhop.emulator.Emulator;
import dev.bellhop.emulator.EmulatorOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Optional;

/** The cloud in a box alone, for other programs to be pointed at: no service, no database, no broker. */
public final class CloudBox implements AutoCloseable {
    /** A trust store holds nothing secret; the Java tools want a password all the same. */
    public static final String TRUST_STORE_PASSWORD = "changeit";

    private static final String DEMO = "/dev/bellhop/local/emulator-seed.yaml";

    private final StackDirectory directory;
    private final Emulator emulator;
    private final Runnable closeLog;
    private final Runnable atExit = this::stop;
    private boolean stopped;

    private CloudBox(StackDirectory directory, Emulator emulator, Runnable closeLog) {
        this.directory = directory;
        this.emulator = emulator;
        this.closeLog = closeLog;
        AtExit.first(atExit);
    }

    /**
     * Starts it; it serves when this returns.
     *
     * @param seed what the cloud holds, YAML; empty for a small demo
     * @throws StackException in words for the user; then nothing is left running
     */
    public static CloudBox start(Path own, Ports ports, Optional<Path> seed, Progress progress) {
        StackDirectory directory = StackDirectory.take(own);
        Runnable closeLog = () -> {};
        try {
            ports.requireEmulatorFree();
            closeLog = LogFile.write(directory.log("emulator"));
            CertificateAuthority authority = CertificateAuthority.create("Bellhop emulator CA, not for production");
            Emulator emulator = progress.during(
                    "emulator",
                    "https://localhost:" + ports.emulatorControl() + ", proxy http://127.0.0.1:"
                            + ports.emulatorProxy(),
                    () -> Emulator.start(
                            EmulatorOptions.of(authority).withPorts(ports.emulatorControl(), ports.emulatorProxy())));
            CloudBox box = new CloudBox(directory, emulator, closeLog);
            try {
                box.fill(authority, seed);
                return box;
            } catch (RuntimeException e) {
                box.close();
                throw e;
            }
        } catch (RuntimeException e) {
            closeLog.run();
            directory.close();
            throw e;
        }
    }

    private void fill(CertificateAuthority authority, Optional<Path> seed) {
        PrivateFiles.write(caFile(), authority.pem());
        writeTrustStore(authority);
        PrivateFiles.write(controlTokenFile(), emulator.controlToken());
        String yaml = seed.map(CloudBox::read).orElseGet(CloudBox::demo);
        try {
            emulator.seed(yaml);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new StackException(
                    seed.map(Path::toString).orElse("the demo seed") + " is no seed: " + e.getMessage(), e);
        }
    }

    public Path caFile() {
        return directory.state("ca.pem");
    }

    /** For the JVM, PKCS12. */
    public Path trustStore() {
        return directory.state("ca.p12");
    }

    /** Readable by its owner only. */
    public Path controlTokenFile() {
        return directory.state("control.token");
    }

    public Path logs() {
        return directory.logs();
    }

    public URI controlUrl() {
        return emulator.controlUrl();
    }

    public URI proxy() {
        return URI.create("http://127.0.0.1:" + emulator.proxyAddress().getPort());
    }

    private void writeTrustStore(CertificateAuthority authority) {
        try (OutputStream out = Files.newOutputStream(trustStore())) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry(
                    "emulator",
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(
                                    new ByteArrayInputStream(authority.pem().getBytes(StandardCharsets.US_ASCII))));
            store.store(out, TRUST_STORE_PASSWORD.toCharArray());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + trustStore(), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM writes no PKCS12 store", e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new StackException("the seed " + file + " cannot be read", e);
        }
    }

    private static String demo() {
        try (InputStream in = CloudBox.class.getResourceAsStream(DEMO)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the demo seed", e);
        }
    }

    @Override
    public void close() {
        stop();
        AtExit.forget(atExit);
    }

    private synchronized void stop() {
        if (!stopped) {
            stopped = true;
            emulator.close();
            closeLog.run();
            directory.close();
        }
    }
}
