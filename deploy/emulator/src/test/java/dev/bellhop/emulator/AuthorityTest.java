package dev.bellhop.emulator;

import static dev.bellhop.emulator.Box.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.emulator.conformance.Area;
import dev.bellhop.emulator.conformance.Emulates;
import dev.bellhop.emulator.conformance.NotEmulated;
import dev.bellhop.emulator.entra.AzureCloud;
import java.net.http.HttpResponse;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the sign-in hosts tell about themselves. */
class AuthorityTest {
    private static final String LOGIN = "https://login.microsoftonline.com/";
    private static Box box;

    @BeforeAll
    static void open() {
        box = Box.open();
    }

    @AfterAll
    static void close() {
        box.close();
    }

    @Test
    @Emulates(area = Area.ACCESS_TOKENS, value = "instance discovery and tenant metadata, v1 and v2")
    void tellsMsalWhereTheTenantIs() {
        HttpResponse<String> answer =
                box.get(LOGIN + "common/discovery/instance?api-version=1.1&authorization_endpoint=" + LOGIN + Box.TENANT
                        + "/oauth2/v2.0/authorize");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("tenant_discovery_endpoint").asText())
                .isEqualTo(LOGIN + Box.TENANT + "/v2.0/.well-known/openid-configuration");
        assertThat(json(answer).path("metadata")).hasSize(AzureCloud.values().length);

        JsonNode metadata =
                json(box.get(json(answer).path("tenant_discovery_endpoint").asText()));
        assertThat(metadata.path("token_endpoint").asText()).isEqualTo(Box.TOKEN_URL);
        assertThat(json(box.get(metadata.path("jwks_uri").asText())).path("keys"))
                .hasSize(1);
    }

    @Test
    @Emulates(area = Area.ACCESS_TOKENS, value = "50049 for an unknown instance")
    void knowsNoInstanceThatIsNotMicrosofts() {
        HttpResponse<String> answer = box.get(
                LOGIN
                        + "common/discovery/instance?api-version=1.1&authorization_endpoint=https://login.example.com/t/oauth2/v2.0/authorize");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("error").asText()).isEqualTo("invalid_instance");
    }

    @ParameterizedTest
    @CsvSource({"oauth2/token", "oauth2/v2.0/authorize", "oauth2/v2.0/devicecode", "saml2"})
    @NotEmulated(area = Area.TOKEN_REQUEST, value = "other endpoints: authorize, device code, v1.0 token, logout")
    void saysWhatItDoesNotEmulate(String path) {
        HttpResponse<String> answer = box.get(LOGIN + Box.TENANT + "/" + path);

        assertThat(answer.statusCode()).isEqualTo(501);
        assertThat(json(answer).path("error_description").asText())
                .contains("does not emulate GET /" + Box.TENANT + "/" + path);
    }

    @Test
    @Emulates(area = Area.ACCESS_TOKENS, value = "signed by keys published at /discovery/v2.0/keys")
    void signsTokensWithKeysItPublishes() throws Exception {
        String published = box.get("https://login.microsoftonline.com/" + Box.TENANT + "/discovery/v2.0/keys")
                .body();

        assertThat(new JwtConsumerBuilder()
                        .setVerificationKeyResolver(
                                new JwksVerificationKeyResolver(new JsonWebKeySet(published).getJsonWebKeys()))
                        .setExpectedAudience("https://vault.azure.net")
                        .build()
                        .processToClaims(box.accessToken())
                        .getIssuer())
                .isEqualTo("https://sts.windows.net/" + Box.TENANT + "/");
    }
}
