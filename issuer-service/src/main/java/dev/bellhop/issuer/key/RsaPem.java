package dev.bellhop.issuer.key;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an RSA private key from PEM text (RFC 7468): PKCS#8 ({@code PRIVATE KEY}, section 10) or PKCS#1 ({@code RSA PRIVATE KEY}, RFC 8017,
 * appendix A.1.2). Line breaks may be written as {@code \n}, as one-line environment variables have them. Refusals say what was found and
 * never repeat any of it.
 */
final class RsaPem {
    static final int MINIMUM_BITS = 2048;

    /** One block and nothing else; a second BEGIN inside the body is not Base64. */
    private static final Pattern BLOCK = Pattern.compile(
            "-----BEGIN (?<begin>[A-Z0-9 ]{1,40})-----(?<body>.*)-----END (?<end>[A-Z0-9 ]{1,40})-----",
            Pattern.DOTALL);

    private static final String ENCRYPTED = "is encrypted: expected a private key without a passphrase";

    /** SEQUENCE of rsaEncryption (1.2.840.113549.1.1.1) and NULL. */
    static final byte[] RSA_ENCRYPTION = {
        0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00
    };

    private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};

    private RsaPem() {}

    /** A PEM text that is not a usable key; the message completes the sentence "OIDC_PRIVATE_KEY ...". */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String why) {
            super(why);
        }
    }

    /** The key pair, under the thumbprint of its public half. */
    static SigningKey read(String pem) throws Unusable {
        Matcher block = BLOCK.matcher(unfolded(pem));
        if (!block.matches()) {
            throw new Unusable("is not one PEM block: expected the text from -----BEGIN PRIVATE KEY----- to"
                    + " -----END PRIVATE KEY-----, alone");
        }
        String label = block.group("begin");
        if (!label.equals(block.group("end"))) {
            throw new Unusable("begins and ends with different PEM labels");
        }
        return checked(parse(pkcs8(label, decoded(block.group("body")))));
    }

    /** With real line breaks, also where they are written as {@code \n}. */
    static String unfolded(String pem) {
        return pem.replace("\\r", "").replace("\\n", "\n").replace("\r", "").strip();
    }

    static byte[] decoded(String body) throws Unusable {
        if (body.contains("ENCRYPTED")) {
            throw new Unusable(ENCRYPTED);
        }
        try {
            return Base64.getDecoder().decode(body.replaceAll("\\s", ""));
        } catch (IllegalArgumentException notBase64) {
            throw new Unusable("is not valid Base64 between its PEM markers");
        }
    }

    private static byte[] pkcs8(String label, byte[] der) throws Unusable {
        return switch (label) {
            case "PRIVATE KEY" -> der;
            case "RSA PRIVATE KEY" -> wrapped(der);
            case "EC PRIVATE KEY", "DSA PRIVATE KEY" -> throw new Unusable("is not an RSA key: found " + label);
            case "ENCRYPTED PRIVATE KEY" -> throw new Unusable(ENCRYPTED);
            default -> throw new Unusable("holds a " + label + ": expected PRIVATE KEY or RSA PRIVATE KEY");
        };
    }

    private static RSAPrivateCrtKey parse(byte[] pkcs8) throws Unusable {
        PrivateKey key;
        try {
            key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (InvalidKeySpecException unreadable) {
            throw new Unusable(
                    isElliptic(pkcs8) ? "is not an RSA key: found an EC key" : "cannot be read as an RSA private key");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no RSA", e);
        }
        if (!(key instanceof RSAPrivateCrtKey crt)) {
            throw new Unusable("lacks the RSA primes: expected a complete private key");
        }
        return crt;
    }

    private static boolean isElliptic(byte[] pkcs8) {
        try {
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)) != null;
        } catch (GeneralSecurityException notElliptic) {
            return false;
        }
    }

    private static SigningKey checked(RSAPrivateCrtKey key) throws Unusable {
        int bits = key.getModulus().bitLength();
        if (bits < MINIMUM_BITS) {
            throw new Unusable("is an RSA key of " + bits + " bits: expected at least " + MINIMUM_BITS);
        }
        if (!key.getPrimeP().multiply(key.getPrimeQ()).equals(key.getModulus())) {
            throw new Unusable("is damaged: its primes do not make its modulus");
        }
        SigningKey pair = SigningKey.ofThumbprint(publicHalf(key), key);
        if (!signsFor(pair)) {
            throw new Unusable("is damaged: what it signs does not verify");
        }
        return pair;
    }

    /** Once, so that a damaged key is not found out by every verifier. */
    private static boolean signsFor(SigningKey pair) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(pair.privateKey());
            byte[] signed = signature.sign();
            signature.initVerify(pair.publicKey());
            return signature.verify(signed);
        } catch (GeneralSecurityException unusable) {
            return false;
        }
    }

    /** The public half that a private key carries within itself. */
    static RSAPublicKey publicHalf(RSAPrivateCrtKey key) {
        try {
            return (RSAPublicKey) KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no RSA", e);
        }
    }

    /** PrivateKeyInfo around an RSAPrivateKey (RFC 5208, section 5). */
    private static byte[] wrapped(byte[] pkcs1) {
        byte[] octets = tagged(0x04, pkcs1);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(VERSION_0);
        body.writeBytes(RSA_ENCRYPTION);
        body.writeBytes(octets);
        return tagged(0x30, body.toByteArray());
    }

    static byte[] tagged(int tag, byte[] content) {
        ByteArrayOutputStream der = new ByteArrayOutputStream();
        der.write(tag);
        if (content.length < 0x80) {
            der.write(content.length);
        } else if (content.length < 0x100) {
            der.write(0x81);
            der.write(content.length);
        } else {
            der.write(0x82);
            der.write(content.length >> 8);
            der.write(content.length);
        }
        der.writeBytes(content);
        return der.toByteArray();
    }
}
