package dev.bellhop.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourcesTest {
    @Test
    void everyTestClassHasItsOwnDatabaseOnOneServer() {
        Map<String, String> first = postgres();
        Map<String, String> second = postgres();
        assertThat(first.get("quarkus.datasource.jdbc.url"))
                .isNotEqualTo(second.get("quarkus.datasource.jdbc.url"))
                .startsWith(server(second));
        assertThat(first)
                .containsEntry("quarkus.datasource.username", "config_1_service")
                .containsEntry("quarkus.flyway.username", "config_1_owner")
                .containsKeys(
                        "quarkus.datasource.reactive.url", "quarkus.datasource.password", "quarkus.flyway.password");
    }

    @Test
    void certificatesAreTheSameForTheWholeJvm() {
        Map<String, String> settings = new TlsResource().start();
        assertThat(new TlsResource().start()).isEqualTo(settings);
        assertThat(Path.of(settings.get("quarkus.tls.server.key-store.pem.0.cert")))
                .content()
                .endsWith(TlsResource.authority().pem());
        assertThat(Path.of(settings.get("quarkus.tls.cloud.trust-store.pem.certs")))
                .isEqualTo(TlsResource.caFile())
                .hasContent(TlsResource.authority().pem());
        assertThat(TlsResource.trustStore()).exists();
    }

    @Test
    void keysetSealsAndIsReadableByItsOwnerOnly(@TempDir Path dir) throws Exception {
        Path file = SealingKeyset.create(dir.resolve("keyset.json"));
        AeadConfig.register();
        Aead aead = TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(file), InsecureSecretKeyAccess.get())
                .getPrimitive(RegistryConfiguration.get(), Aead.class);
        byte[] organization = "organization".getBytes(StandardCharsets.UTF_8);
        assertThat(aead.decrypt(aead.encrypt(new byte[] {1}, organization), organization))
                .containsExactly(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    private static Map<String, String> postgres() {
        PostgresResource resource = new PostgresResource();
        resource.init(Map.of("database", "config"));
        return resource.start();
    }

    private static String server(Map<String, String> settings) {
        return settings.get("quarkus.datasource.jdbc.url").replaceAll("[^/]+$", "");
    }
}
