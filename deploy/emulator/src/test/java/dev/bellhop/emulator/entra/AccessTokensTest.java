package dev.bellhop.emulator.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.emulator.MutableClock;
import dev.bellhop.emulator.conformance.Area;
import dev.bellhop.emulator.conformance.Emulates;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.Test;

class AccessTokensTest {
    private static final String VAULT = "https://vault.azure.net";
    private final MutableClock clock = MutableClock.at("2026-01-01T00:00:00Z");
    private final AccessTokens tokens = new AccessTokens(clock);
    private final Tenant tenant =
            new Directory().register(UUID.fromString("11111111-1111-1111-1111-111111111111"), AzureCloud.PUBLIC);
    private final Application application = tenant.register(UUID.randomUUID(), "Acme", Application.Kind.APPLICATION);

    @Test
    @Emulates(area = Area.ACCESS_TOKENS, value = "v1.0 claims: aud, iss of sts.windows.net, appid, appidacr, oid, tid")
    void mintsTheClaimsOfAVersionOneToken() throws Exception {
        String token = tokens.mint(tenant, application, VAULT, Duration.ofHours(1), ClientAuthentication.ASSERTION);

        JwtClaims claims = new JwtConsumerBuilder()
                .setVerificationKeyResolver(
                        new JwksVerificationKeyResolver(new JsonWebKeySet(tokens.jwks()).getJsonWebKeys()))
                .setExpectedAudience(VAULT)
                .setExpectedIssuer("https://sts.windows.net/11111111-1111-1111-1111-111111111111/")
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .build()
                .processToClaims(token);
        assertThat(claims.getClaimsMap())
                .containsEntry("appid", application.clientId().toString())
                .containsEntry("appidacr", "2")
                .containsEntry("oid", application.servicePrincipalId().toString())
                .containsEntry("sub", application.servicePrincipalId().toString())
                .containsEntry("tid", tenant.id().toString())
                .containsEntry("idp", tenant.issuer())
                .containsEntry("ver", "1.0")
                .containsKeys("aio", "rh", "uti", "iat", "nbf")
                .doesNotContainKeys("roles", "scp");
        assertThat(claims.getExpirationTime().getValue())
                .isEqualTo(clock.instant().plusSeconds(3600).getEpochSecond());
    }

    @Test
    void takesItsOwnTokensUntilTheyExpire() throws Exception {
        String token = tokens.mint(tenant, application, VAULT, Duration.ofHours(1), ClientAuthentication.ASSERTION);
        clock.advance(Duration.ofSeconds(3599));
        assertThat(tokens.verify(token).objectId())
                .isEqualTo(application.servicePrincipalId().toString());

        clock.advance(Duration.ofSeconds(1));
        assertFlaw(token, AccessTokenException.Flaw.EXPIRED);
    }

    @Test
    void takesNoOthers() {
        String foreign = new AccessTokens(clock)
                .mint(tenant, application, VAULT, Duration.ofHours(1), ClientAuthentication.ASSERTION);
        String own = tokens.mint(tenant, application, VAULT, Duration.ofHours(1), ClientAuthentication.ASSERTION);
        String[] parts = own.split("\\.", -1);
        String changed = parts[0] + "." + foreign.split("\\.", -1)[1] + "." + parts[2];

        assertFlaw("nonsense", AccessTokenException.Flaw.MALFORMED);
        assertFlaw(foreign, AccessTokenException.Flaw.UNKNOWN_KEY);
        assertFlaw(changed, AccessTokenException.Flaw.BAD_SIGNATURE);
        assertFlaw(
                TestAssertions.signed(TestAssertions.KEY, Map.of(), Map.of("aud", VAULT)),
                AccessTokenException.Flaw.UNKNOWN_KEY);
    }

    @Test
    void publishesNoPrivateMember() {
        assertThat(tokens.jwks()).contains("\"n\"").doesNotContain("\"d\"", "\"p\"", "\"q\"", "\"dp\"", "\"qi\"");
    }

    private void assertFlaw(String token, AccessTokenException.Flaw flaw) {
        assertThatThrownBy(() -> tokens.verify(token))
                .isInstanceOfSatisfying(
                        AccessTokenException.class,
                        refused -> assertThat(refused.flaw()).isEqualTo(flaw));
    }
}
