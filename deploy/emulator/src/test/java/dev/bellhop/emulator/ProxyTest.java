package dev.bellhop.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.emulator.conformance.Area;
import dev.bellhop.emulator.conformance.Emulates;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The proxy, byte by byte. */
class ProxyTest {
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

    @ParameterizedTest
    @CsvSource({
        "login.microsoftonline.com:443, 200",
        "LOGIN.MICROSOFTONLINE.COM:443, 200",
        "login.microsoftonline.us:443, 200",
        "login.chinacloudapi.cn:443, 200",
        "acme-kv.vault.azure.net:443, 200",
        "absent.vault.azure.net:443, 502",
        "acme-kv.vault.azure.cn:443, 502",
        "a.acme-kv.vault.azure.net:443, 403",
        "vault.azure.net:443, 403",
        "acme-kv.vault.azure.net:80, 403",
        "acme-kv.vault.azure.net:8443, 403",
        "acme-kv.vault.azure.net.example.com:443, 403",
        "evilvault.azure.net:443, 403",
        "example.com:443, 403",
        "127.0.0.1:443, 403",
        "[::1]:443, 403",
        "localhost:443, 403",
        "metadata, 403",
    })
    @Emulates(area = Area.HOSTS, value = "CONNECT to the cloud's names at port 443; everything else 403")
    void opensTheCloudAndNothingElse(String authority, int status) throws IOException {
        try (Socket socket = connect(authority, status)) {
            assertThat(socket.isConnected()).isTrue();
        }
    }

    @Test
    void takesNoOtherVerb() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(box.emulator().proxyAddress());
            send(
                    socket,
                    "GET http://acme-kv.vault.azure.net/secrets HTTP/1.1\r\nHost: acme-kv.vault.azure.net\r\n\r\n");
            assertThat(statusLine(socket)).startsWith("HTTP/1.1 403 ");
        }
    }

    @Test
    @Emulates(area = Area.CONTROL, value = "journal and counters")
    void writesRefusalsIntoTheJournal() throws IOException {
        connect("example.com:443", 403).close();
        connect("absent.vault.azure.net:443", 502).close();

        assertThat(box.emulator().cloud().requests())
                .extracting(entry -> entry.method() + " " + entry.host() + " " + entry.status())
                .containsExactly("CONNECT example.com 403", "CONNECT absent.vault.azure.net 502");
        assertThat(box.emulator().cloud().counters()).containsEntry("tunnels.refused", 2L);
    }

    @ParameterizedTest
    @CsvSource({
        "login.microsoftonline.com, login.microsoftonline.com",
        "acme-kv.vault.azure.net, *.vault.azure.net",
        "login.microsoftonline.us, *.vault.usgovcloudapi.net",
        "login.partner.microsoftonline.cn, login.chinacloudapi.cn",
    })
    @Emulates(area = Area.HOSTS, value = "certificates of the names asked, by SNI")
    void showsACertificateOfTheNameAsked(String host, String name) throws Exception {
        try (Socket tunnel = connect(host + ":443", 200);
                SSLSocket tls = handshake(tunnel, host)) {
            X509Certificate leaf = (X509Certificate) tls.getSession().getPeerCertificates()[0];
            List<Object> names = leaf.getSubjectAlternativeNames().stream()
                    .map(entry -> (Object) entry.get(1))
                    .collect(Collectors.toList());
            assertThat(names).contains(name);
        }
    }

    @Test
    void refusesAHostOtherThanThatOfTheHandshake() throws Exception {
        try (Socket tunnel = connect("acme-kv.vault.azure.net:443", 200);
                SSLSocket tls = handshake(tunnel, "acme-kv.vault.azure.net")) {
            send(tls, "GET /common/discovery/keys HTTP/1.1\r\nHost: login.microsoftonline.com\r\n\r\n");
            assertThat(statusLine(tls)).startsWith("HTTP/1.1 421 ");
        }
    }

    @Test
    void hangsUpWhenTheVaultIsGoneThoughTheConnectionIsNot() throws Exception {
        try (Socket tunnel = connect("acme-kv.vault.azure.net:443", 200);
                SSLSocket tls = handshake(tunnel, "acme-kv.vault.azure.net")) {
            box.emulator().cloud().reset();
            send(tls, "GET /secrets?api-version=7.6 HTTP/1.1\r\nHost: acme-kv.vault.azure.net\r\n\r\n");
            assertThat(statusLine(tls)).isEmpty();
        }
    }

    @Test
    @Emulates(
            area = Area.HOSTS,
            value =
                    "an unknown vault is a name that does not resolve (502 of the proxy), unlike one that cannot be reached")
    void anUnknownVaultLooksLikeADnsFailureToClients() {
        assertThatThrownBy(() -> box.get("https://absent.vault.azure.net/secrets/a?api-version=7.6"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("502");
    }

    @Test
    void capsRequestBodies() {
        String huge = "x".repeat(CloudListener.MAX_BODY + 1);
        assertThat(box.send(HttpRequest.newBuilder(URI.create(Box.TOKEN_URL))
                                .POST(HttpRequest.BodyPublishers.ofString(huge)))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    @Emulates(area = Area.VAULT_ERRORS, value = "400 for a malformed path")
    void refusesAMalformedPath() throws Exception {
        try (Socket tunnel = connect("acme-kv.vault.azure.net:443", 200);
                SSLSocket tls = handshake(tunnel, "acme-kv.vault.azure.net")) {
            send(tls, "GET /secrets/%zz HTTP/1.1\r\nHost: acme-kv.vault.azure.net\r\n\r\n");
            assertThat(statusLine(tls)).startsWith("HTTP/1.1 400 ");
        }
    }

    private static Socket connect(String authority, int status) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(10_000);
        socket.connect(box.emulator().proxyAddress());
        send(socket, "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n");
        assertThat(statusLine(socket)).startsWith("HTTP/1.1 " + status + " ");
        return socket;
    }

    private static SSLSocket handshake(Socket tunnel, String host) throws IOException {
        SSLSocket tls =
                (SSLSocket) Box.trusting(box.authority()).getSocketFactory().createSocket(tunnel, host, 443, true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(host)));
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        return tls;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    /** The first line of the answer, its headers read; empty if the connection was closed. */
    private static String statusLine(Socket socket) throws IOException {
        StringBuilder read = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (read.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            read.append((char) next);
        }
        return read.toString().lines().findFirst().orElse("");
    }
}
