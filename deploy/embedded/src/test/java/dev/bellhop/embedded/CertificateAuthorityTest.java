package dev.bellhop.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

class CertificateAuthorityTest {
    private final CertificateAuthority authority = CertificateAuthority.create("Bellhop test CA");

    @Test
    void clientThatTrustsTheAuthorityAcceptsItsServer() throws Exception {
        var leaf = authority.issue("localhost", "127.0.0.1");
        assertThat(handshake(leaf, authority, "localhost")).isEqualTo("TLSv1.3");
        assertThat(handshake(leaf, authority, "127.0.0.1")).isEqualTo("TLSv1.3");
    }

    @Test
    void wildcardStandsForOneLabel() throws Exception {
        var leaf = authority.issue("*.vault.azure.net");
        assertThat(handshake(leaf, authority, "acme-kv.vault.azure.net")).isEqualTo("TLSv1.3");
        assertThatThrownBy(() -> handshake(leaf, authority, "a.b.vault.azure.net"))
                .isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void clientRefusesAnotherNameAndAnotherAuthority() {
        var leaf = authority.issue("localhost");
        assertThatThrownBy(() -> handshake(leaf, authority, "example.com")).isInstanceOf(SSLHandshakeException.class);
        assertThatThrownBy(() -> handshake(leaf, CertificateAuthority.create("other"), "localhost"))
                .isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void everyCertificateHasItsOwnLongSerialNumber() throws Exception {
        X509Certificate first = chain(authority.issue("a.example")).get(0);
        X509Certificate second = chain(authority.issue("a.example")).get(0);
        assertThat(first.getSerialNumber()).isNotEqualTo(second.getSerialNumber());
        assertThat(first.getSerialNumber().bitLength()).isEqualTo(127);
        assertThat(first.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(first.getBasicConstraints()).isEqualTo(-1);
        assertThat(chain(authority.issue("a.example")).get(1)).isEqualTo(authority.certificate());
        assertThat(authority.certificate().getBasicConstraints()).isZero();
    }

    @Test
    void authorityCanBeWrittenAndRead() throws Exception {
        CertificateAuthority read = CertificateAuthority.parse(authority.withKeyPem());
        assertThat(handshake(read.issue("localhost"), authority, "localhost")).isEqualTo("TLSv1.3");
    }

    @Test
    void keyStaysOutOfText() {
        var leaf = authority.issue("localhost");
        assertThat(leaf.toString()).doesNotContain("PRIVATE KEY");
        assertThat(leaf.keyPem()).startsWith("-----BEGIN PRIVATE KEY-----");
    }

    private static String handshake(CertificateAuthority.Leaf leaf, CertificateAuthority trusted, String name)
            throws Exception {
        try (var listener = (SSLServerSocket) serverContext(leaf)
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> {
                try (SSLSocket accepted = (SSLSocket) listener.accept()) {
                    accepted.startHandshake();
                    accepted.getOutputStream().write('.');
                } catch (java.io.IOException refused) {
                    throw new java.io.UncheckedIOException(refused);
                }
            });
            try (var plain = new java.net.Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort());
                    SSLSocket client = (SSLSocket) clientContext(trusted)
                            .getSocketFactory()
                            .createSocket(plain, name, listener.getLocalPort(), true)) {
                SSLParameters parameters = client.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                client.setSSLParameters(parameters);
                client.startHandshake();
                assertThat(client.getInputStream().read()).isEqualTo('.');
                served.get(10, TimeUnit.SECONDS);
                return client.getSession().getProtocol();
            }
        }
    }

    private static SSLContext serverContext(CertificateAuthority.Leaf leaf) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", key(leaf), new char[0], chain(leaf).toArray(Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static SSLContext clientContext(CertificateAuthority trusted) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("ca", certificates(trusted.pem()).iterator().next());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static PrivateKey key(CertificateAuthority.Leaf leaf) throws GeneralSecurityException {
        String base64 = leaf.keyPem().replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        return KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }

    private static java.util.List<X509Certificate> chain(CertificateAuthority.Leaf leaf)
            throws GeneralSecurityException {
        return certificates(leaf.certificatePem()).stream()
                .map(X509Certificate.class::cast)
                .toList();
    }

    private static Collection<? extends Certificate> certificates(String pem) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }
}
