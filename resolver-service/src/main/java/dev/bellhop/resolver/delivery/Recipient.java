package dev.bellhop.resolver.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.resolver.input.InvalidInput;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The worker's public key, to which an environment is sealed: a JWK (RFC 7517) on P-256 (RFC 7518, section 6.2.1), proven to lie on the
 * curve, and without its private half. Equal keys have equal thumbprints (RFC 7638), however their JWKs were written.
 */
public final class Recipient {
    private static final ECParameterSpec P256 = p256();
    /** 32 bytes in base64url without padding: 43 characters. */
    private static final Pattern COORDINATE = Pattern.compile("[A-Za-z0-9_-]{43}");
    /** Members that hold or hint at a private key (RFC 7518, sections 6.2.2, 6.3.2 and 6.4). */
    private static final Set<String> PRIVATE = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    private final ECPublicKey key;
    private final String thumbprint;

    private Recipient(ECPublicKey key, String thumbprint) {
        this.key = key;
        this.thumbprint = thumbprint;
    }

    /** Reads a JWK; fails with {@link InvalidInput} that names the member below {@code recipient}. */
    public static Recipient of(JsonNode jwk) {
        for (String name : PRIVATE) {
            if (jwk.has(name)) {
                throw new InvalidInput(
                        "recipient." + name, "a public key only", "make a new key pair: this one has been shown");
            }
        }
        expect(jwk, "kty", "EC");
        expect(jwk, "crv", "P-256");
        if (jwk.has("use")) {
            expect(jwk, "use", "enc");
        }
        String x = coordinate(jwk, "x");
        String y = coordinate(jwk, "y");
        ECPoint point = new ECPoint(number(x), number(y));
        if (!onCurve(point)) {
            throw new InvalidInput("recipient", "a point on the curve P-256");
        }
        return new Recipient(publicKey(point), thumbprint(x, y));
    }

    /** The key to agree with. */
    ECPublicKey key() {
        return key;
    }

    /** SHA-256 thumbprint of the JWK in base64url (RFC 7638, section 3): what a kickoff grant's {@code cnf.jkt} must equal. */
    public String thumbprint() {
        return thumbprint;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Recipient recipient && thumbprint.equals(recipient.thumbprint);
    }

    @Override
    public int hashCode() {
        return thumbprint.hashCode();
    }

    @Override
    public String toString() {
        return "Recipient[" + thumbprint + "]";
    }

    private static void expect(JsonNode jwk, String member, String expected) {
        JsonNode value = jwk.get(member);
        if (value == null || !value.isTextual() || !value.textValue().equals(expected)) {
            throw new InvalidInput("recipient." + member, expected);
        }
    }

    private static String coordinate(JsonNode jwk, String member) {
        JsonNode value = jwk.get(member);
        if (value == null
                || !value.isTextual()
                || !COORDINATE.matcher(value.textValue()).matches()
                || !canonical(value.textValue())) {
            throw new InvalidInput("recipient." + member, "32 bytes in base64url, 43 characters without padding");
        }
        return value.textValue();
    }

    /** The last character carries four unused bits: were they free, one key would have several thumbprints. */
    private static boolean canonical(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Base64.getUrlDecoder().decode(text))
                .equals(text);
    }

    private static BigInteger number(String coordinate) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(coordinate));
    }

    /** y² = x³ + ax + b over the field, both coordinates in range: without this an invalid-curve point would leak the agreed secret. */
    private static boolean onCurve(ECPoint point) {
        EllipticCurve curve = P256.getCurve();
        BigInteger p = ((ECFieldFp) curve.getField()).getP();
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0) {
            return false;
        }
        BigInteger right =
                x.multiply(x).add(curve.getA()).multiply(x).add(curve.getB()).mod(p);
        return y.multiply(y).mod(p).equals(right);
    }

    private static ECPublicKey publicKey(ECPoint point) {
        try {
            return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, P256));
        } catch (GeneralSecurityException refused) {
            throw new InvalidInput("recipient", "a usable P-256 public key");
        }
    }

    private static String thumbprint(String x, String y) {
        try {
            byte[] canonical = ("{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + x + "\",\"y\":\"" + y + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", impossible);
        }
    }

    private static ECParameterSpec p256() {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("P-256 is part of every Java platform", impossible);
        }
    }
}
