package dev.bellhop.emulator.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.emulator.conformance.Area;
import dev.bellhop.emulator.conformance.Emulates;
import dev.bellhop.emulator.http.CloudAnswer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A vault that is asked too much, and one that lets not everybody in. */
class ThrottleTest {
    private final VaultFixture fixture = new VaultFixture().allow(Role.SECRETS_OFFICER);

    @BeforeEach
    void put() {
        fixture.vault.secrets().put("a", "1", SecretAttributes.PLAIN, fixture.clock.instant());
    }

    @Test
    @Emulates(
            area = Area.VAULT_ERRORS,
            value = "429 Throttled per vault, without Retry-After as observed, or with it (vault settings)")
    void throttlesAVaultInWindowsOfTenSeconds() {
        fixture.vault.throttle(new Throttle(Optional.of(2), Optional.empty()));
        fixture.get("/secrets/a");
        fixture.get("/secrets/a");

        CloudAnswer third = fixture.get("/secrets/a");
        assertThat(third.status()).isEqualTo(429);
        assertThat(VaultFixture.code(third)).isEqualTo("Throttled");
        assertThat(VaultFixture.message(third)).contains("Reason: VaultRequestTypeLimitReached");
        assertThat(third.headers()).doesNotContainKey("Retry-After");

        fixture.vault.throttle(new Throttle(Optional.of(2), Optional.of(7)));
        assertThat(fixture.get("/secrets/a").headers()).containsEntry("Retry-After", "7");
        fixture.clock.advance(Duration.ofSeconds(10));
        assertThat(fixture.get("/secrets/a").status()).isEqualTo(200);
    }

    @Test
    @Emulates(
            area = Area.VAULT_ERRORS,
            value = {
                "403 ForbiddenByFirewall in its three wordings; allowed addresses",
                "403 ForbiddenByConnection: private endpoints only, in both wordings"
            })
    void saysFromWhereItCannotBeReached() {
        fixture.vault.network(Vault.Network.FIREWALL);
        assertRefused("ForbiddenByFirewall", "caller is not a trusted service.\r\nClient address: 203.0.113.7");
        fixture.vault.letTrustedServicesPass(false);
        assertRefused("ForbiddenByFirewall", "caller was ignored because bypass is set to None");
        fixture.vault.allowAddresses(java.util.Set.of("203.0.113.7/32"));
        assertThat(fixture.get("/secrets/a").status()).isEqualTo(200);

        fixture.vault.network(Vault.Network.PERIMETER);
        assertRefused("ForbiddenByFirewall", "Request was not allowed by NSP rules");

        fixture.vault.network(Vault.Network.PRIVATE);
        assertRefused("ForbiddenByConnection", "Connection is not an approved private link");
        fixture.vault.letTrustedServicesPass(true);
        assertRefused("ForbiddenByConnection", "Public network access is disabled");
    }

    private void assertRefused(String code, String words) {
        CloudAnswer answer = fixture.get("/secrets/a");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(VaultFixture.code(answer)).isEqualTo(code);
        assertThat(VaultFixture.message(answer)).contains(words);
    }
}
