package dev.bellhop.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.TokenCredential;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.exception.ResourceModifiedException;
import com.azure.core.exception.ResourceNotFoundException;
import com.azure.core.http.rest.PagedResponse;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import com.azure.security.keyvault.secrets.SecretAsyncClient;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.models.KeyVaultSecret;
import com.azure.security.keyvault.secrets.models.SecretProperties;
import dev.bellhop.emulator.conformance.Area;
import dev.bellhop.emulator.conformance.Emulates;
import dev.bellhop.emulator.vault.Vault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More of Microsoft's own clients, unchanged: their other credentials, the asynchronous client, what they throw. */
class AzureCredentialsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static Box box;
    private static AzureClients azure;

    @TempDir
    Path dir;

    @BeforeAll
    static void open() {
        box = Box.open();
        azure = new AzureClients(box);
    }

    @AfterAll
    static void close() {
        box.close();
    }

    @BeforeEach
    void fill() {
        box.fill();
        box.emulator().cloud().putSecret(Box.VAULT, "a", "1");
    }

    @Test
    @Emulates(area = Area.SDK, value = "WorkloadIdentityCredential with a token file")
    void workloadIdentityCredentialReadsItsFile() throws Exception {
        Path file = Files.writeString(dir.resolve("azure-identity-token"), box.assertion());
        TokenCredential credential = new WorkloadIdentityCredentialBuilder()
                .tenantId(Box.TENANT.toString())
                .clientId(Box.CLIENT.toString())
                .tokenFilePath(file.toString())
                .httpClient(azure.http())
                .retryOptions(AzureClients.once())
                .build();

        assertThat(azure.client(credential).getSecret("a").getValue()).isEqualTo("1");
    }

    @Test
    @Emulates(area = Area.SDK, value = "ClientSecretCredential: right, wrong and expired secrets")
    void clientSecretCredentialSignsInAndIsRefused() {
        var cloud = box.emulator().cloud();
        cloud.putClientSecret(Box.TENANT, Box.CLIENT, "one", "right", Optional.empty());
        cloud.putClientSecret(
                Box.TENANT, Box.CLIENT, "old", "expired", Optional.of(java.time.Instant.parse("2020-01-01T00:00:00Z")));

        assertThat(azure.client(secret("right")).getSecret("a").getValue()).isEqualTo("1");
        assertThatThrownBy(() -> azure.client(secret("wrong")).getSecret("a")).hasMessageContaining("AADSTS7000215");
        assertThatThrownBy(() -> azure.client(secret("expired")).getSecret("a")).hasMessageContaining("AADSTS7000222");
    }

    @Test
    @Emulates(area = Area.SDK, value = "SecretAsyncClient: set, versions, paging")
    void theAsynchronousClientSetsAndPages() {
        SecretAsyncClient client = azure.builder(azure.credential(box::assertion))
                .vaultUrl("https://" + Box.VAULT_HOST)
                .buildAsyncClient();
        String second = client.setSecret("a", "2")
                .map(KeyVaultSecret::getProperties)
                .map(SecretProperties::getVersion)
                .block(PATIENCE);
        IntStream.range(0, 30).forEach(i -> box.emulator().cloud().putSecret(Box.VAULT, "s-" + i, "v"));

        assertThat(client.listPropertiesOfSecretVersions("a")
                        .map(SecretProperties::getVersion)
                        .collectList()
                        .block(PATIENCE))
                .hasSize(2)
                .contains(second);
        List<Integer> pages = client.listPropertiesOfSecrets()
                .byPage()
                .map(PagedResponse::getValue)
                .map(List::size)
                .collectList()
                .block(PATIENCE);
        assertThat(pages).containsExactly(25, 6);
    }

    @Test
    @Emulates(
            area = Area.SDK,
            value = "what they throw: 400, 403 of access policies and firewall, 404, 409, 429 without end")
    void throwsWhatItThrowsAtAzure() {
        SecretClient client = azure.client(azure.credential(box::assertion));
        Vault vault = box.emulator().cloud().vault(Box.VAULT);
        assertThatThrownBy(() -> client.getSecret("under_score"))
                .isInstanceOf(HttpResponseException.class)
                .satisfies(refused -> assertThat(status(refused)).isEqualTo(400));
        assertThatThrownBy(() -> client.getSecret("a", "0123456789abcdef0123456789abcdef"))
                .isInstanceOf(ResourceNotFoundException.class);
        client.beginDeleteSecret("a").waitForCompletion();
        assertThatThrownBy(() -> client.setSecret("a", "again"))
                .isInstanceOf(ResourceModifiedException.class)
                .hasMessageContaining("ObjectIsDeletedButRecoverable");

        vault.authorization(Vault.Authorization.ACCESS_POLICY);
        assertThatThrownBy(() -> client.getSecret("a")).hasMessageContaining("AccessDenied");
        box.emulator().cloud().putAccessPolicy(Box.VAULT, Box.CLIENT, Set.of("list"));
        assertThat(client.listPropertiesOfSecrets().stream()).isEmpty();
        vault.network(Vault.Network.FIREWALL);
        assertThatThrownBy(() -> client.getSecret("a")).hasMessageContaining("ForbiddenByFirewall");
        vault.network(Vault.Network.OPEN);

        vault.throttle(new dev.bellhop.emulator.vault.Throttle(Optional.of(0), Optional.of(0)));
        assertThatThrownBy(() -> client.getSecret("a"))
                .isInstanceOf(HttpResponseException.class)
                .hasMessageContaining("VaultRequestTypeLimitReached")
                .satisfies(refused -> assertThat(status(refused)).isEqualTo(429));
    }

    private static TokenCredential secret(String value) {
        return new ClientSecretCredentialBuilder()
                .tenantId(Box.TENANT.toString())
                .clientId(Box.CLIENT.toString())
                .clientSecret(value)
                .httpClient(azure.http())
                .retryOptions(AzureClients.once())
                .build();
    }

    private static int status(Throwable refused) {
        return ((HttpResponseException) refused).getResponse().getStatusCode();
    }
}
