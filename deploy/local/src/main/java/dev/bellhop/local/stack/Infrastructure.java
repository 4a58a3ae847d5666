package dev.bellhop.local.stack;

import dev.bellhop.embedded.CertificateAuthority;
import dev.bellhop.embedded.EmbeddedKafka;
import dev.bellhop.embedded.EmbeddedPostgres;
import dev.bellhop.embedded.PrivateFiles;
import dev.bellhop.embedded.SealingKeyset;
import dev.bellhop.emulator.Emulator;
import dev.bellhop.emulator.EmulatorOptions;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** What the services stand on: certificates, PostgreSQL, Kafka, the cloud in a box, keys and tokens. All of it lives in this process. */
final class Infrastructure implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final StackDirectory directory;
    private final Ports ports;
    private final CertificateAuthority authority =
            CertificateAuthority.create("Bellhop local stack CA, not for production");
    private final String controlToken = random(24);
    private EmbeddedPostgres postgres;
    private EmbeddedKafka kafka;
    private Emulator emulator;
    private TokenFiles tokenFiles;

    Infrastructure(StackDirectory directory, Ports ports) {
        this.directory = directory;
        this.ports = ports;
    }

    void start(Progress progress) {
        writeCertificates();
        SealingKeyset.create(keyset("issuer"));
        SealingKeyset.create(keyset("config"));
        PrivateFiles.write(fingerprintKey(), random(32));
        postgres = progress.during(
                "PostgreSQL",
                "127.0.0.1:" + ports.postgres(),
                () -> EmbeddedPostgres.start(ports.postgres(), directory.state("postgres")));
        kafka = progress.during("Kafka", "127.0.0.1:" + ports.kafka(), () -> {
            EmbeddedKafka started = EmbeddedKafka.start(ports.kafka(), directory.state("kafka"));
            started.createTopics();
            return started;
        });
        emulator = progress.during(
                "emulator",
                controlUrl() + ", proxy http://127.0.0.1:" + ports.emulatorProxy(),
                () -> Emulator.start(EmulatorOptions.of(authority)
                        .withPorts(ports.emulatorControl(), ports.emulatorProxy())
                        .withControlToken(controlToken)));
        tokenFiles = new TokenFiles(directory.state("tokens"), emulator.identityProvider(), Clock.systemUTC());
    }

    private void writeCertificates() {
        CertificateAuthority.Leaf server = authority.issue("localhost", "127.0.0.1", "::1");
        PrivateFiles.write(caFile(), authority.pem());
        PrivateFiles.write(serverCertificate(), server.certificatePem());
        PrivateFiles.write(serverKey(), server.keyPem());
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    Path caFile() {
        return directory.state("ca.pem");
    }

    Path serverCertificate() {
        return directory.state("server.pem");
    }

    Path serverKey() {
        return directory.state("server.key");
    }

    /** Sealing keyset of one service; they share none. */
    Path keyset(String service) {
        return directory.state(service + "-keyset.json");
    }

    Path fingerprintKey() {
        return directory.state("fingerprint.key");
    }

    String issuerUrl() {
        return "https://localhost:" + ports.issuer();
    }

    String configUrl() {
        return "https://localhost:" + ports.config();
    }

    String identityProviderUrl() {
        return emulator.identityProvider().issuer();
    }

    String controlUrl() {
        return "https://localhost:" + ports.emulatorControl();
    }

    String controlToken() {
        return controlToken;
    }

    EmbeddedPostgres postgres() {
        return postgres;
    }

    EmbeddedKafka kafka() {
        return kafka;
    }

    String mint(String subject, String audience, Duration life) {
        return emulator.identityProvider().mint(subject, audience, Map.of(), life);
    }

    TokenFiles tokenFiles() {
        return tokenFiles;
    }

    @Override
    public void close() {
        if (emulator != null) {
            emulator.close();
        }
        if (kafka != null) {
            kafka.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }
}
