package dev.bellhop.emulator.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.Test;

class IdentityProviderTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private final IdentityProvider provider =
            IdentityProvider.create("https://idp.example.com", Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void mintsTokensThatItsOwnPublishedKeysVerify() throws Exception {
        String token = provider.mint("user:admin", "bellhop-config", Map.of("department", "it"), Duration.ofMinutes(5));

        JwtClaims claims = new JwtConsumerBuilder()
                .setVerificationKeyResolver(
                        new JwksVerificationKeyResolver(new JsonWebKeySet(provider.jwks()).getJsonWebKeys()))
                .setExpectedIssuer("https://idp.example.com")
                .setExpectedAudience("bellhop-config")
                .setEvaluationTime(NumericDate.fromSeconds(NOW.getEpochSecond()))
                .build()
                .processToClaims(token);

        assertThat(claims.getSubject()).isEqualTo("user:admin");
        assertThat(claims.getClaimValueAsString("department")).isEqualTo("it");
        assertThat(claims.getExpirationTime().getValue())
                .isEqualTo(NOW.plusSeconds(300).getEpochSecond());
    }

    @Test
    void publishesNoPrivateMember() {
        assertThat(provider.jwks()).contains("\"n\"").doesNotContain("\"d\"", "\"p\"", "\"q\"", "\"dp\"", "\"qi\"");
    }
}
