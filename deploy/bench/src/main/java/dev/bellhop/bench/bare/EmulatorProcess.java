package dev.bellhop.bench.bare;

import dev.bellhop.embedded.CertificateAuthority;
import dev.bellhop.emulator.Emulator;
import dev.bellhop.emulator.EmulatorOptions;
import dev.bellhop.emulator.control.Cloud;
import dev.bellhop.emulator.entra.Application;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/**
 * The emulator alone in a process, with a vault of secrets and an application that may read them. Says on standard output: proxy port,
 * tenant, client id, client assertion.
 */
public final class EmulatorProcess {
    public static final String VAULT = "bench-kv";
    public static final int SECRETS = 100;

    private EmulatorProcess() {}

    public static String secret(int number) {
        return "secret-" + number;
    }

    /** Argument: where to write the certificate authority's certificate. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        CertificateAuthority authority = CertificateAuthority.create("Bellhop bench CA, not for production");
        Files.writeString(Path.of(arguments[0]), authority.pem());
        Emulator emulator = Emulator.start(EmulatorOptions.of(authority));
        Cloud cloud = emulator.cloud();
        UUID tenant = UUID.randomUUID();
        UUID client = UUID.randomUUID();
        String issuer = emulator.identityProvider().issuer();
        String subject = "service:bench";
        cloud.putTenant(tenant);
        cloud.putApplication(tenant, client, "bench", Application.Kind.APPLICATION);
        cloud.putFederatedCredential(tenant, client, "bench", issuer, subject);
        cloud.putVault(VAULT, tenant);
        cloud.putRoleAssignment(VAULT, UUID.randomUUID().toString(), client, "Key Vault Secrets User");
        for (int n = 0; n < SECRETS; n++) {
            cloud.putSecret(VAULT, secret(n), "value-of-secret-" + n + "-with-a-length-that-keys-have");
        }
        String assertion =
                emulator.identityProvider().mint(subject, "api://AzureADTokenExchange", Map.of(), Duration.ofHours(1));
        ChildProcess.tell(emulator.proxyAddress().getPort() + " " + tenant + " " + client + " " + assertion);
        new CountDownLatch(1).await();
    }
}
