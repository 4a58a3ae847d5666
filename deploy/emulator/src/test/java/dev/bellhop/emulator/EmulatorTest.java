package dev.bellhop.emulator;

import static dev.bellhop.emulator.Box.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.embedded.CertificateAuthority;
import dev.bellhop.emulator.conformance.Area;
import dev.bellhop.emulator.conformance.Emulates;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole, through real sockets: exchange an assertion, use the token at the vault. */
class EmulatorTest {
    private static Box box;

    @BeforeAll
    static void open() {
        box = Box.open();
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
    void exchangesAnAssertionOfATrustedIssuerForAnAccessToken() {
        HttpResponse<String> answer = box.token(box.form());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode body = json(answer);
        assertThat(body.path("token_type").asText()).isEqualTo("Bearer");
        assertThat(body.path("expires_in").asLong()).isBetween(3599L, 5399L);
        assertThat(body.path("access_token").asText()).startsWith("eyJ");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store, no-cache");
    }

    @Test
    void servesWhatWasSet() {
        HttpResponse<String> set = box.vault("PUT", "/secrets/openai-api-key", "{\"value\":\"sk-test-123\"}");
        HttpResponse<String> got = box.vault("GET", "/secrets/openai-api-key/", "");

        assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
        assertThat(got.statusCode()).as(got.body()).isEqualTo(200);
        assertThat(json(got).path("value").asText()).isEqualTo("sk-test-123");
        assertThat(json(got).path("id").asText())
                .matches("https://acme-kv\\.vault\\.azure\\.net/secrets/openai-api-key/[0-9a-f]{32}");
    }

    @Test
    @Emulates(area = Area.HOSTS, value = "loopback only")
    void refusesToListenBeyondLoopback() {
        EmulatorOptions everywhere =
                EmulatorOptions.of(CertificateAuthority.create("Test CA")).withHost("0.0.0.0");
        assertThatThrownBy(() -> Emulator.start(everywhere))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("loopback only");
    }

    @Test
    void namesAPortThatIsTaken() {
        int taken = box.emulator().proxyAddress().getPort();
        EmulatorOptions options = EmulatorOptions.of(box.authority()).withPorts(0, taken);

        assertThatThrownBy(() -> Emulator.start(options))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("port " + taken + " of 127.0.0.1 is taken");
    }

    @Test
    void listensWhereItIsTold() {
        Box other = Box.open();
        EmulatorOptions same = EmulatorOptions.of(other.authority())
                .withPorts(
                        other.emulator().controlUrl().getPort(),
                        other.emulator().proxyAddress().getPort())
                .withControlToken("a-token-of-my-own");
        other.close();
        other.close();

        try (Box again = Box.open(same)) {
            assertThat(again.emulator().controlUrl().getPort()).isEqualTo(same.controlPort());
            assertThat(again.emulator().proxyAddress().getPort()).isEqualTo(same.proxyPort());
            assertThat(again.control("GET", "/control/counters", "").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    @Emulates(area = Area.HOSTS, value = "HTTP/1.1 and HTTP/2")
    void speaksHttp2ToThoseWhoAskForIt() throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(Box.trusting(box.authority()))
                .version(HttpClient.Version.HTTP_2)
                .proxy(ProxySelector.of(box.emulator().proxyAddress()))
                .build();
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create("https://" + Box.VAULT_HOST + "/secrets?api-version=7.6"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void showsNoControlTokenInWords() {
        assertThat(EmulatorOptions.of(box.authority())
                        .withControlToken("a-token-of-my-own")
                        .toString())
                .doesNotContain("a-token-of-my-own");
    }
}
