package dev.bellhop.resolver.store.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.fake.CloudServer;
import dev.bellhop.resolver.fresh.Deadline;
import dev.bellhop.resolver.store.SecretVersion;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A vault that hangs or throttles, and those beside it. */
class VaultGatesTest extends KeyVaultFixture {
    private static final String OTHER_VAULT = "https://other-kv.vault.azure.net";

    @Test
    void aHungVaultIsLeftAloneAndNoOther() {
        vault.answering(exchange -> {
            if (!exchange.request().authority().host().startsWith("acme-kv")) {
                exchange.answer(200, GOOD);
            }
        });
        List<CompletableFuture<SecretVersion>> hung = IntStream.range(0, 5)
                .mapToObj(i -> keyVault.read(reference("s" + i, null), Deadline.in(Duration.ofMillis(1_000)))
                        .subscribeAsCompletionStage())
                .toList();
        hung.forEach(one -> assertThat(one)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableOfType(java.util.concurrent.ExecutionException.class));
        int asked = at("acme-kv");

        assertThat(failureOf(reference("s9", null), Duration.ofMillis(500))
                        .diagnosis()
                        .reason())
                .isEqualTo(Reason.VAULT_SUSPENDED);

        assertThat(at("acme-kv")).as("no request more").isEqualTo(asked);
        assertThat(read(reference(credential(OTHER_VAULT), config("public"), "a", null))
                        .value()
                        .reveal())
                .isEqualTo("sk-test-123");
    }

    @Test
    void aVaultThatThrottlesIsLeftAloneByAllItsReadersAndNoOther() {
        vault.answering(exchange -> {
            if (exchange.request().authority().host().startsWith("acme-kv")) {
                exchange.answer(429, error("Throttled", "x"), "Retry-After", "60");
            } else {
                exchange.answer(200, GOOD);
            }
        });
        assertThat(failureOf(reference("a", null), Duration.ofSeconds(5))
                        .diagnosis()
                        .reason())
                .isEqualTo(Reason.VAULT_THROTTLED);

        assertThat(failureOf(reference("b", null), Duration.ofMillis(300))
                        .diagnosis()
                        .reason())
                .isEqualTo(Reason.DEADLINE_EXCEEDED);

        assertThat(at("acme-kv")).isEqualTo(1);
        assertThat(read(reference(credential(OTHER_VAULT), config("public"), "a", null))
                        .value()
                        .reveal())
                .isEqualTo("sk-test-123");
    }

    private int at(String host) {
        return (int) vault.requests().stream()
                .map(CloudServer.Seen::host)
                .filter(name -> name.startsWith(host))
                .count();
    }
}
