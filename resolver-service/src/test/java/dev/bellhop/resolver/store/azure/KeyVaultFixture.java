package dev.bellhop.resolver.store.azure;

import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.diagnosis.ResolutionException;
import dev.bellhop.resolver.exchange.FakeAccessTokens;
import dev.bellhop.resolver.fake.CloudServer;
import dev.bellhop.resolver.fresh.Backoff;
import dev.bellhop.resolver.fresh.Deadline;
import dev.bellhop.resolver.plan.SecretProviderCredential;
import dev.bellhop.resolver.plan.WorkloadIdentityConfig;
import dev.bellhop.resolver.store.SecretReference;
import dev.bellhop.resolver.store.SecretVersion;
import dev.bellhop.resolver.upstream.Upstream;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

/** A vault that answers what a test says, in front of it an Entra and an issuer that refuse nobody. */
abstract class KeyVaultFixture {
    static final UUID ORGANIZATION = UUID.fromString("7d0c3f7e-9f2d-4a51-bb0e-54b6c5b3e0a1");
    static final UUID AUTOMATION = UUID.fromString("0f8b1a0c-9b1d-4b39-9b0a-0d7f1a1c2b3d");
    static final String TENANT = "11111111-1111-1111-1111-111111111111";
    static final String CLIENT = "22222222-2222-2222-2222-222222222222";
    static final String VERSION = "4387e9f3d6e14c459867679a90fd0f79";
    static final String GOOD =
            "{\"value\":\"sk-test-123\",\"id\":\"https://acme-kv.vault.azure.net/secrets/openai-api-key/" + VERSION
                    + "\",\"contentType\":\"text/plain\",\"attributes\":{\"enabled\":true,\"created\":1780000000,\"updated\":1785000000}}";

    final CloudServer issuer = new CloudServer();
    final CloudServer entra = new CloudServer();
    final CloudServer vault = new CloudServer();
    final KeyVault keyVault = new KeyVault(
            FakeAccessTokens.of(issuer, entra),
            new KeyVaultEndpoint(
                    new Upstream(vault.vertx(), vault.throughProxy(), Clock.systemUTC(), true),
                    "7.6",
                    false,
                    Duration.ofMillis(700),
                    Clock.systemUTC()),
            new Backoff(Duration.ofMillis(5), Duration.ofMillis(20), () -> 0.5),
            Set.of(),
            new VaultGates(360, wait -> {}));

    @AfterEach
    void close() {
        issuer.close();
        entra.close();
        vault.close();
    }

    SecretVersion read(SecretReference reference) {
        return keyVault.read(reference, Deadline.in(Duration.ofSeconds(20)))
                .await()
                .atMost(Duration.ofSeconds(25));
    }

    ResolutionException failureOf(SecretReference reference, Duration budget) {
        return (ResolutionException) keyVault.read(reference, Deadline.in(budget))
                .onItemOrFailure()
                .transform((item, failure) -> failure)
                .await()
                .atMost(Duration.ofSeconds(25));
    }

    static SecretReference reference(String name, String version) {
        return reference(credential("https://acme-kv.vault.azure.net/"), config("public"), name, version);
    }

    static SecretReference reference(
            SecretProviderCredential credential, WorkloadIdentityConfig config, String name, String version) {
        return new SecretReference(ORGANIZATION, AUTOMATION, credential, config, name, version);
    }

    static SecretProviderCredential credential(String vaultUrl) {
        return new SecretProviderCredential(
                UUID.fromString("c0ffee00-0000-4000-8000-000000000002"),
                "vault",
                1,
                null,
                true,
                "azure_key_vault",
                "workload_identity",
                UUID.fromString("c0ffee00-0000-4000-8000-000000000001"),
                SecretProviderCredential.Azure.vault(vaultUrl));
    }

    static WorkloadIdentityConfig config(String cloud) {
        return new WorkloadIdentityConfig(
                UUID.fromString("c0ffee00-0000-4000-8000-000000000001"),
                "prod",
                1,
                null,
                true,
                "azure",
                "api://AzureADTokenExchange",
                "organization",
                new WorkloadIdentityConfig.Azure(TENANT, CLIENT, "application", cloud));
    }

    static String forbidden(String inner) {
        return "{\"error\":{\"code\":\"Forbidden\",\"message\":\"canary\",\"innererror\":{\"code\":\"" + inner
                + "\"}}}";
    }

    static String error(String code, String message) {
        return "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}}";
    }

    /** What passes is tried until the time is over; anything else needs none, but a cold machine does. */
    static Duration patience(Reason expected) {
        return expected.retryable() ? Duration.ofMillis(1_500) : Duration.ofSeconds(20);
    }
}
