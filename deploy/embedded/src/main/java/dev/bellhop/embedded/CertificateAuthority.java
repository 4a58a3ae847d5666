package dev.bellhop.embedded;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate authority of one run (RFC 5280): EC P-256, its key in memory only, everything valid for {@link #LIFE}. It signs TLS
 * server certificates and nothing else. Never add it to a system's trust store.
 */
public final class CertificateAuthority {
    static final Duration LIFE = Duration.ofDays(7);
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final Pattern IP_ADDRESS =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final X509Certificate certificate;
    private final PrivateKey key;

    private CertificateAuthority(X509Certificate certificate, PrivateKey key) {
        this.certificate = certificate;
        this.key = key;
    }

    /**
     * A server's certificate with its key.
     *
     * @param certificatePem the certificate, followed by the authority's
     * @param keyPem PKCS#8 ({@code BEGIN PRIVATE KEY}), not encrypted
     */
    public record Leaf(String certificatePem, String keyPem) {
        @Override
        public String toString() {
            return "Leaf[" + certificatePem.length() + " characters of certificates]";
        }
    }

    /** A new authority with a new key; {@code commonName} is what people see when they look at the chain. */
    public static CertificateAuthority create(String commonName) {
        KeyPair pair = newKey();
        X500Name name = name(commonName);
        try {
            JcaX509v3CertificateBuilder builder = builder(
                    name,
                    name,
                    pair.getPublic(),
                    Instant.now().minus(CLOCK_SKEW),
                    Instant.now().plus(LIFE));
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
            return new CertificateAuthority(sign(builder, pair.getPrivate()), pair.getPrivate());
        } catch (GeneralSecurityException | CertIOException e) {
            throw new IllegalStateException("cannot make a certificate authority", e);
        }
    }

    /** The authority written by {@link #withKeyPem()}. */
    static CertificateAuthority parse(String certificateAndKeyPem) {
        try (PEMParser parser = new PEMParser(new StringReader(certificateAndKeyPem))) {
            X509Certificate certificate =
                    new JcaX509CertificateConverter().getCertificate((X509CertificateHolder) parser.readObject());
            PrivateKey key = new JcaPEMKeyConverter().getPrivateKey((PrivateKeyInfo) parser.readObject());
            return new CertificateAuthority(certificate, key);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("not a certificate followed by its PKCS#8 key", e);
        }
    }

    /** The authority's certificate, PEM: what clients are given to trust. */
    public String pem() {
        return pem(certificate);
    }

    String withKeyPem() {
        return pem() + keyPem(key);
    }

    X509Certificate certificate() {
        return certificate;
    }

    /**
     * A server certificate with a new key.
     *
     * @param dnsNamesOrIps its subject alternative names, the first one is also its common name; a wildcard may be the first label
     */
    public Leaf issue(String... dnsNamesOrIps) {
        Instant now = Instant.now();
        return issue(now.minus(CLOCK_SKEW), now.plus(LIFE), dnsNamesOrIps);
    }

    /** A server certificate that was valid until yesterday, for tests of clients. */
    public Leaf issueExpired(String... dnsNamesOrIps) {
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));
        return issue(yesterday.minus(LIFE), yesterday, dnsNamesOrIps);
    }

    private Leaf issue(Instant from, Instant until, String... dnsNamesOrIps) {
        if (dnsNamesOrIps.length == 0) {
            throw new IllegalArgumentException("a server certificate needs at least one DNS name or IP address");
        }
        KeyPair pair = newKey();
        try {
            JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
            X500Name issuer =
                    X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
            JcaX509v3CertificateBuilder builder =
                    builder(issuer, name(dnsNamesOrIps[0]), pair.getPublic(), from, until);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(Extension.subjectAlternativeName, false, alternativeNames(dnsNamesOrIps));
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(pair.getPublic()));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    extensions.createAuthorityKeyIdentifier(certificate.getPublicKey()));
            return new Leaf(pem(sign(builder, key)) + pem(), keyPem(pair.getPrivate()));
        } catch (GeneralSecurityException | CertIOException e) {
            throw new IllegalStateException("cannot issue a certificate for " + Arrays.toString(dnsNamesOrIps), e);
        }
    }

    private static GeneralNames alternativeNames(String... names) {
        return new GeneralNames(Arrays.stream(names)
                .map(name -> new GeneralName(
                        IP_ADDRESS.matcher(name).matches() ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
    }

    private static X500Name name(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    private static JcaX509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, PublicKey key, Instant from, Instant until) {
        BigInteger serial = new BigInteger(127, RANDOM).setBit(126);
        return new JcaX509v3CertificateBuilder(issuer, serial, Date.from(from), Date.from(until), subject, key);
    }

    private static X509Certificate sign(JcaX509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException("this JVM does not sign with SHA256withECDSA", e);
        }
    }

    private static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no P-256 keys", e);
        }
    }

    private static String pem(X509Certificate certificate) {
        return write(certificate);
    }

    private static String keyPem(PrivateKey key) {
        try {
            return write(new JcaPKCS8Generator(key, null).generate());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String write(Object object) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
