package dev.bellhop.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.exception.ResourceNotFoundException;
import com.azure.identity.ClientAssertionCredentialBuilder;
import com.azure.security.keyvault.secrets.SecretAsyncClient;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.models.DeletedSecret;
import com.azure.security.keyvault.secrets.models.KeyVaultSecret;
import com.azure.security.keyvault.secrets.models.SecretProperties;
import dev.bellhop.emulator.conformance.Area;
import dev.bellhop.emulator.conformance.Emulates;
import dev.bellhop.emulator.entra.Application;
import dev.bellhop.emulator.entra.AzureCloud;
import dev.bellhop.emulator.fault.Fault;
import dev.bellhop.emulator.journal.JournalEntry;
import dev.bellhop.emulator.vault.Vault;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Microsoft's own clients, unchanged, given a proxy and a CA: they judge whether this is Azure. */
class AzureSdkTest {
    private static Box box;
    private static AzureClients azure;

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
    }

    @Test
    @Emulates(area = Area.SDK, value = "SecretClient: setSecret, getSecret with attributes, tags, contentType")
    void setsAndGetsSecrets() {
        SecretClient client = azure.client(azure.credential(box::assertion));

        KeyVaultSecret set = client.setSecret(new KeyVaultSecret("openai-api-key", "sk-1")
                .setProperties(new SecretProperties()
                        .setContentType("text/plain")
                        .setTags(Map.of("owner", "team-a"))
                        .setExpiresOn(OffsetDateTime.parse("2020-01-01T00:00:00Z"))));
        KeyVaultSecret got = client.getSecret("OpenAI-API-Key");

        assertThat(got.getValue()).isEqualTo("sk-1");
        assertThat(got.getProperties().getVersion())
                .isEqualTo(set.getProperties().getVersion());
        assertThat(got.getProperties().getContentType()).isEqualTo("text/plain");
        assertThat(got.getProperties().getTags()).containsEntry("owner", "team-a");
        assertThat(got.getProperties().getExpiresOn()).isEqualTo("2020-01-01T00:00:00Z");
        assertThat(got.getProperties().getRecoverableDays()).isEqualTo(90);
    }

    @Test
    @Emulates(area = Area.SDK, value = "the challenge is read once and remembered")
    @Emulates(area = Area.ACCESS, value = "challenge: 401 with authorization and resource")
    void sendsTheTokenAtOnceAfterTheFirstChallenge() {
        var cloud = box.emulator().cloud();
        cloud.putVault("fresh-kv", Box.TENANT); // the SDK remembers challenges by host, for all its clients
        cloud.putRoleAssignment("fresh-kv", "r", Box.CLIENT, "Key Vault Secrets User");
        cloud.putSecret("fresh-kv", "a", "1");
        SecretClient client = azure.builder(azure.credential(box::assertion))
                .vaultUrl("https://fresh-kv.vault.azure.net")
                .buildClient();

        client.getSecret("a");
        client.getSecret("a");

        assertThat(cloud.requests("fresh-kv.vault.azure.net", 0))
                .extracting(JournalEntry::status)
                .containsExactly(401, 200, 200);
        assertThat(cloud.counters()).containsEntry("tokens.issued", 1L);
    }

    @Test
    @Emulates(area = Area.SDK, value = "versions: get one, list all")
    void getsOneVersionAndListsThemAll() {
        SecretClient client = azure.client(azure.credential(box::assertion));
        String first = client.setSecret("a", "1").getProperties().getVersion();
        String second = client.setSecret("a", "2").getProperties().getVersion();

        assertThat(client.getSecret("a", first).getValue()).isEqualTo("1");
        assertThat(client.getSecret("a").getValue()).isEqualTo("2");
        assertThat(client.listPropertiesOfSecretVersions("a").stream().map(SecretProperties::getVersion))
                .containsExactlyInAnyOrder(first, second);
    }

    @Test
    @Emulates(area = Area.SDK, value = "paging")
    void listsInPagesOf25() {
        IntStream.range(0, 60).forEach(i -> box.emulator().cloud().putSecret(Box.VAULT, "s-%02d".formatted(i), "v"));
        SecretClient client = azure.client(azure.credential(box::assertion));

        List<Integer> sizes = client.listPropertiesOfSecrets()
                .streamByPage()
                .map(page -> page.getValue().size())
                .toList();

        assertThat(sizes).containsExactly(25, 25, 10);
        assertThat(client.listPropertiesOfSecrets().stream().map(SecretProperties::getName))
                .hasSize(60)
                .doesNotHaveDuplicates();
    }

    @Test
    @Emulates(area = Area.SDK, value = "updateSecretProperties; 403 of a disabled secret as HttpResponseException")
    void disablesAndEnables() {
        SecretClient client = azure.client(azure.credential(box::assertion));
        KeyVaultSecret secret = client.setSecret("a", "1");

        client.updateSecretProperties(secret.getProperties().setEnabled(false));
        assertThatThrownBy(() -> client.getSecret("a"))
                .isInstanceOf(HttpResponseException.class)
                .hasMessageContaining("Operation get is not allowed on a disabled secret.")
                .satisfies(refused -> assertThat(status(refused)).isEqualTo(403));

        client.updateSecretProperties(secret.getProperties().setEnabled(true));
        assertThat(client.getSecret("a").getValue()).isEqualTo("1");
    }

    @Test
    @Emulates(area = Area.SDK, value = "delete, list deleted, recover, purge (pollers included)")
    void deletesRecoversAndPurges() {
        SecretClient client = azure.client(azure.credential(box::assertion));
        client.setSecret("a", "1");

        DeletedSecret deleted =
                client.beginDeleteSecret("a").waitForCompletion().getValue();
        assertThat(deleted.getRecoveryId()).isEqualTo("https://acme-kv.vault.azure.net/deletedsecrets/a");
        assertThatThrownBy(() -> client.getSecret("a")).isInstanceOf(ResourceNotFoundException.class);
        assertThat(client.listDeletedSecrets().stream().map(DeletedSecret::getName))
                .containsExactly("a");

        client.beginRecoverDeletedSecret("a").waitForCompletion();
        assertThat(client.getSecret("a").getValue()).isEqualTo("1");

        client.beginDeleteSecret("a").waitForCompletion();
        client.purgeDeletedSecret("a");
        assertThat(client.listDeletedSecrets().stream()).isEmpty();
    }

    @Test
    @Emulates(area = Area.SDK, value = "404 as ResourceNotFoundException")
    void reportsASecretThatIsNotThere() {
        assertThatThrownBy(() -> azure.client(azure.credential(box::assertion)).getSecret("absent"))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("A secret with (name/id) absent was not found in this key vault");
    }

    @Test
    @Emulates(area = Area.SDK, value = "ClientAssertionCredential: a refused exchange")
    void reportsAWrongSubject() {
        TokenCredential stranger = azure.credential(() -> box.emulator()
                .identityProvider()
                .mint("organization:other", Box.AUDIENCE, Map.of(), Duration.ofMinutes(5)));

        assertThatThrownBy(() -> azure.client(stranger).getSecret("a"))
                .hasMessageContaining("AADSTS700213")
                .hasMessageContaining("organization:other");
    }

    @Test
    @Emulates(area = Area.SDK, value = "ClientAssertionCredential: an unknown tenant")
    void reportsAnUnknownTenant() {
        TokenCredential lost = new ClientAssertionCredentialBuilder()
                .tenantId("99999999-9999-9999-9999-999999999999")
                .clientId(Box.CLIENT.toString())
                .clientAssertion(box::assertion)
                .httpClient(azure.http())
                .retryOptions(AzureClients.once())
                .build();

        assertThatThrownBy(() ->
                        lost.getTokenSync(new TokenRequestContext().addScopes("https://vault.azure.net/.default")))
                .hasMessageContaining("AADSTS90002");
    }

    @Test
    @Emulates(area = Area.SDK, value = "403 of a missing role")
    void reportsAMissingRole() {
        box.emulator().cloud().deleteRoleAssignment(Box.VAULT, "r1");

        assertThatThrownBy(() -> azure.client(azure.credential(box::assertion)).getSecret("a"))
                .isInstanceOf(HttpResponseException.class)
                .hasMessageContaining("ForbiddenByRbac")
                .hasMessageContaining("Microsoft.KeyVault/vaults/secrets/getSecret/action")
                .satisfies(refused -> assertThat(status(refused)).isEqualTo(403));
    }

    @Test
    @Emulates(area = Area.SDK, value = "429 is retried")
    void retriesWhenThrottled() {
        box.emulator().cloud().putSecret(Box.VAULT, "a", "1");
        box.emulator()
                .cloud()
                .putFault(
                        "throttle",
                        Fault.answering(
                                        Box.VAULT_HOST,
                                        429,
                                        "{\"error\":{\"code\":\"Throttled\",\"message\":\"slow down\"}}")
                                .with("Retry-After", "0")
                                .times(1));

        assertThat(azure.client(azure.credential(box::assertion)).getSecret("a").getValue())
                .isEqualTo("1");
    }

    @Test
    @Emulates(area = Area.SDK, value = "US Government: other hosts, scope and audience")
    void findsSovereignClouds() {
        UUID tenant = UUID.fromString("33333333-0000-0000-0000-000000000001");
        var cloud = box.emulator().cloud();
        cloud.putTenant(tenant, AzureCloud.USGOV);
        cloud.putApplication(tenant, Box.CLIENT, "gov", Application.Kind.MANAGED_IDENTITY);
        cloud.putFederatedCredential(
                tenant, Box.CLIENT, "gov", box.emulator().identityProvider().issuer(), Box.SUBJECT);
        cloud.putVault("gov-kv", tenant, AzureCloud.USGOV, Vault.Authorization.RBAC);
        cloud.putRoleAssignment("gov-kv", "r", Box.CLIENT, "Key Vault Secrets User");
        cloud.putSecret("gov-kv", "a", "g");
        TokenCredential credential = new ClientAssertionCredentialBuilder()
                .tenantId(tenant.toString())
                .clientId(Box.CLIENT.toString())
                .authorityHost("https://login.microsoftonline.us/")
                .clientAssertion(() -> box.emulator()
                        .identityProvider()
                        .mint(Box.SUBJECT, "api://AzureADTokenExchangeUSGov", Map.of(), Duration.ofMinutes(5)))
                .httpClient(azure.http())
                .retryOptions(AzureClients.once())
                .build();

        SecretClient client = azure.builder(credential)
                .vaultUrl("https://gov-kv.vault.usgovcloudapi.net")
                .buildClient();

        assertThat(client.getSecret("a").getValue()).isEqualTo("g");
    }

    @Test
    @Emulates(area = Area.SDK, value = "SecretAsyncClient: get")
    void servesTheAsynchronousClientToo() {
        box.emulator().cloud().putSecret(Box.VAULT, "a", "1");
        SecretAsyncClient client = azure.builder(azure.credential(box::assertion))
                .vaultUrl("https://" + Box.VAULT_HOST)
                .buildAsyncClient();

        assertThat(client.getSecret("a").map(KeyVaultSecret::getValue).block(Duration.ofSeconds(20)))
                .isEqualTo("1");
    }

    private static int status(Throwable refused) {
        return ((HttpResponseException) refused).getResponse().getStatusCode();
    }
}
