package dev.bellhop.embedded;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;

/**
 * This JVM's one certificate authority for a {@code @QuarkusTest}: a server certificate for localhost, 127.0.0.1 and ::1, trust in the
 * authority for the service's clients and (by {@code javax.net.ssl.trustStore}, so for RestAssured too) for the test's own, free ports.
 */
public final class TlsResource implements QuarkusTestResourceLifecycleManager {
    /** Of {@code ca.p12}, which holds no secret. */
    public static final String TRUST_STORE_PASSWORD = "changeit";

    @Override
    public Map<String, String> start() {
        Path directory = directory();
        Path ca = directory.resolve("ca.pem");
        Map<String, String> settings = new HashMap<>();
        settings.put(
                "quarkus.tls.server.key-store.pem.0.cert",
                directory.resolve("server.pem").toString());
        settings.put(
                "quarkus.tls.server.key-store.pem.0.key",
                directory.resolve("server.key").toString());
        for (String name : new String[] {"callers", "services", "cloud"}) {
            settings.put("quarkus.tls." + name + ".trust-store.pem.certs", ca.toString());
        }
        settings.put("quarkus.http.test-ssl-port", "0");
        settings.put("quarkus.http.test-port", "0");
        settings.put("quarkus.management.test-port", "0");
        return settings;
    }

    @Override
    public void stop() {}

    /** The authority behind the certificates, for a test that runs TLS servers of its own. */
    public static CertificateAuthority authority() {
        return CertificateAuthority.parse(Shared.once(
                "authority",
                () -> CertificateAuthority.create("Bellhop test CA").withKeyPem()));
    }

    /** The authority's certificate as a file. */
    public static Path caFile() {
        return directory().resolve("ca.pem");
    }

    /** The same as a PKCS#12 trust store with {@link #TRUST_STORE_PASSWORD}. */
    public static Path trustStore() {
        return directory().resolve("ca.p12");
    }

    private static Path directory() {
        return Path.of(
                Shared.once("tls", () -> write(TemporaryDirectory.create("tls")).toString()));
    }

    private static Path write(Path directory) {
        CertificateAuthority authority = authority();
        CertificateAuthority.Leaf server = authority.issue("localhost", "127.0.0.1", "::1");
        PrivateFiles.write(directory.resolve("ca.pem"), authority.pem());
        PrivateFiles.write(directory.resolve("server.pem"), server.certificatePem());
        PrivateFiles.write(directory.resolve("server.key"), server.keyPem());
        Path trustStore = directory.resolve("ca.p12");
        try (OutputStream out = Files.newOutputStream(trustStore)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("bellhop", authority.certificate());
            store.store(out, TRUST_STORE_PASSWORD.toCharArray());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + trustStore, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM cannot write " + trustStore, e);
        }
        System.setProperty("javax.net.ssl.trustStore", trustStore.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", TRUST_STORE_PASSWORD);
        return directory;
    }
}
