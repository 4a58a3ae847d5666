package dev.bellhop.emulator;

import static dev.bellhop.emulator.Box.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.embedded.CertificateAuthority;
import dev.bellhop.emulator.conformance.Area;
import dev.bellhop.emulator.conformance.Emulates;
import dev.bellhop.emulator.conformance.NotEmulated;
import dev.bellhop.emulator.entra.Application;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Exchanges with a client secret, in good and in bad days. */
class ClientSecretTest {
    private static final MutableClock CLOCK = MutableClock.at("2026-01-01T00:00:00Z");
    private static Box box;

    @BeforeAll
    static void open() {
        box = Box.open(
                EmulatorOptions.of(CertificateAuthority.create("Test CA")).withClock(CLOCK));
    }

    @AfterAll
    static void close() {
        box.close();
    }

    @BeforeEach
    void fill() {
        box.fill();
        box.emulator()
                .cloud()
                .putClientSecret(
                        Box.TENANT,
                        Box.CLIENT,
                        "one",
                        "s3cret",
                        Optional.of(CLOCK.instant().plus(Duration.ofDays(1))));
    }

    @Test
    @Emulates(area = Area.TOKEN_REQUEST, value = "client credentials with a client secret in the form")
    void exchangesASecretForATokenThatSaysSo() throws Exception {
        HttpResponse<String> answer = box.token(form("s3cret"));

        assertThat(answer.statusCode()).isEqualTo(200);
        JwtClaims claims = new JwtConsumerBuilder()
                .setSkipSignatureVerification()
                .setSkipAllValidators()
                .build()
                .processToClaims(json(answer).path("access_token").asText());
        assertThat(claims.getStringClaimValue("appidacr")).isEqualTo("1");
        assertThat(claims.getStringClaimValue("appid")).isEqualTo(Box.CLIENT.toString());
    }

    @Test
    @Emulates(area = Area.ENTRA_CODES, value = "7000215 wrong client secret, or its id in place of its value")
    void refusesAWrongSecretWithoutQuotingIt() {
        HttpResponse<String> answer = box.token(form("not-it"));

        assertRefused(answer, 7000215, "Invalid client secret provided.");
        assertThat(answer.body()).doesNotContain("not-it", "s3cret");
    }

    @Test
    @Emulates(area = Area.ENTRA_CODES, value = "7000222 expired client secret")
    void refusesASecretFromTheMomentItExpires() {
        CLOCK.advance(Duration.ofDays(1).minusSeconds(1));
        assertThat(box.token(form("s3cret")).statusCode()).isEqualTo(200);

        CLOCK.advance(Duration.ofSeconds(1));
        assertRefused(box.token(form("s3cret")), 7000222, "are expired");

        box.emulator().cloud().putClientSecret(Box.TENANT, Box.CLIENT, "two", "newer", Optional.empty());
        assertThat(box.token(form("newer")).statusCode()).isEqualTo(200);
    }

    @Test
    void forgetsADeletedSecret() {
        box.emulator().cloud().deleteClientSecret(Box.TENANT, Box.CLIENT, "one");

        assertRefused(box.token(form("s3cret")), 7000215, "Invalid client secret provided.");
    }

    @Test
    void aManagedIdentityHasNoSecrets() {
        UUID identity = UUID.randomUUID();
        var cloud = box.emulator().cloud();
        cloud.putApplication(Box.TENANT, identity, "uami", Application.Kind.MANAGED_IDENTITY);

        assertThatThrownBy(() -> cloud.putClientSecret(Box.TENANT, identity, "one", "v", Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @NotEmulated(area = Area.TOKEN_REQUEST, value = "a client secret in the Authorization header")
    void saysThatItTakesSecretsInTheFormOnly() {
        HttpResponse<String> answer = box.send(HttpRequest.newBuilder(URI.create(Box.TOKEN_URL))
                .header("Authorization", "Basic eDp5")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials")));

        assertThat(answer.statusCode()).isEqualTo(501);
        assertThat(answer.body()).contains("Authorization header");
    }

    private static Map<String, String> form(String secret) {
        Map<String, String> form = box.form();
        form.remove("client_assertion");
        form.remove("client_assertion_type");
        form.put("client_secret", secret);
        return form;
    }

    private static void assertRefused(HttpResponse<String> answer, int code, String words) {
        JsonNode body = json(answer);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(body.path("error").asText()).isEqualTo("invalid_client");
        assertThat(body.path("error_codes").path(0).asInt()).isEqualTo(code);
        assertThat(body.path("error_description").asText()).contains(words);
    }
}
