package dev.bellhop.resolver.store.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.store.SecretVersion;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Answers as documented: Key Vault REST, "Get Secret". */
class KeyVaultTest extends KeyVaultFixture {
    @Test
    void readsTheLatestVersionWithATokenFromTheStart() {
        vault.answering(200, GOOD);

        SecretVersion read = read(reference("OPENAI_API-KEY", null));

        assertThat(read.value().reveal()).isEqualTo("sk-test-123");
        assertThat(read.version()).isEqualTo(VERSION);
        assertThat(read.updatedAt()).isEqualTo(Instant.ofEpochSecond(1785000000));
        assertThat(read.expiresAt()).isNull();
        assertThat(read.warnings()).isEmpty();
        assertThat(read.toString()).doesNotContain("sk-test-123");
        assertThat(vault.requests()).singleElement().satisfies(seen -> {
            assertThat(seen.host()).isEqualTo("acme-kv.vault.azure.net");
            assertThat(seen.uri()).isEqualTo("/secrets/OPENAI-API-KEY?api-version=7.6");
            assertThat(seen.headers().get("Authorization")).isEqualTo("Bearer token-1");
            assertThat(seen.headers().get("x-ms-client-request-id")).hasSize(36);
        });
    }

    @Test
    void readsAPinnedVersion() {
        vault.answering(200, GOOD);

        read(reference("openai-api-key", VERSION));

        assertThat(vault.requests().get(0).uri()).isEqualTo("/secrets/openai-api-key/" + VERSION + "?api-version=7.6");
    }

    @Test
    void readsAnewForEveryCall() {
        vault.answering(200, GOOD);

        read(reference("openai-api-key", null));
        read(reference("openai-api-key", null));

        assertThat(vault.requests()).hasSize(2);
        assertThat(entra.requests()).hasSize(1);
    }

    @Test
    void warnsOfWhatTheVaultServesOutOfItsTime() {
        vault.answering(
                200,
                "{\"value\":\"x\",\"id\":\"https://acme-kv.vault.azure.net/secrets/a/" + VERSION
                        + "\",\"contentType\":\"application/x-pkcs12\",\"attributes\":{\"exp\":1700000000,\"nbf\":4000000000}}");

        SecretVersion read = read(reference("a", null));

        assertThat(read.expiresAt()).isEqualTo(Instant.ofEpochSecond(1700000000));
        assertThat(read.warnings())
                .containsExactly(
                        "expired on 2023-11-14T22:13:20Z; the vault still serves it",
                        "not meant to be used before 2096-10-02T07:06:40Z; the vault serves it already",
                        "backs a certificate: the value is a PKCS#12 file in Base64, private key included");
    }

    @Test
    void triesAgainWhatPasses() {
        vault.answering(exchange -> {
            switch (exchange.number()) {
                case 1 -> exchange.answer(503, "");
                case 2 -> exchange.hangUp();
                case 3 -> exchange.truncated("{\"value\":");
                case 4 -> exchange.answer(429, error("Throttled", ""), "Retry-After", "0");
                case 5 -> {} // hangs
                default -> exchange.answer(200, GOOD);
            }
        });

        assertThat(read(reference("openai-api-key", null)).value().reveal()).isEqualTo("sk-test-123");
        assertThat(vault.requests()).hasSize(6);
    }

    @Test
    void doesNotWaitLongerThanTheDeadlineForRetryAfter() {
        vault.answering(exchange -> exchange.answer(429, error("Throttled", ""), "Retry-After", "60"));

        assertThat(failureOf(reference("openai-api-key", null), Duration.ofSeconds(5))
                        .diagnosis()
                        .reason())
                .isEqualTo(Reason.VAULT_THROTTLED);
        assertThat(vault.requests()).hasSize(1);
    }

    @Test
    void replacesARefusedTokenOnce() {
        vault.answering(exchange -> {
            if ("Bearer token-1".equals(exchange.request().getHeader("Authorization"))) {
                exchange.answer(401, error("Unauthorized", "AKV10046: Unable to resolve the key"));
            } else {
                exchange.answer(200, GOOD);
            }
        });

        assertThat(read(reference("openai-api-key", null)).value().reveal()).isEqualTo("sk-test-123");
        assertThat(vault.requests()).hasSize(2);
        assertThat(entra.requests()).hasSize(2);
    }

    @Test
    void andSaysSoWhenTheNextIsRefusedToo() {
        vault.answering(401, error("Unauthorized", "token expired"));

        assertThat(failureOf(reference("openai-api-key", null), Duration.ofSeconds(5))
                        .diagnosis()
                        .reason())
                .isEqualTo(Reason.VAULT_TOKEN_REFUSED);
        assertThat(vault.requests()).hasSize(2);
    }
}
