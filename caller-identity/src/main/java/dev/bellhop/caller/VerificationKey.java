package dev.bellhop.caller;

import static dev.bellhop.caller.CallerException.Reason.SIGNATURE_INVALID;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECPoint;
import java.security.spec.EllipticCurve;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * One public key of an issuer and the algorithms it may be used with. The key decides the algorithm (RFC 8725, section 3.1): a
 * token can only agree.
 */
record VerificationKey(Optional<String> kid, PublicKey key, Set<String> algorithms) {
    private static final Set<String> RSA = Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512");
    private static final Map<String, String> EC_BY_CURVE = Map.of("P-256", "ES256", "P-384", "ES384");

    /** Asymmetric all: with {@code none} or an HMAC a public key would prove everyone. */
    static final Set<String> ALGORITHMS =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384");

    /**
     * Signatures, and the word that SPIFFE bundles have for signatures of JWTs (SPIFFE Trust Domain and Bundle, section 4.2.2). Taken of every
     * issuer: whoever publishes a key under that word says that it signs tokens, and the issuer is one we were told to trust.
     */
    private static final Set<Object> USES = Set.of("sig", "jwt-svid");

    private static final int SMALLEST_RSA = 2048;
    private static final int LARGEST_RSA = 8192; // larger ones cost the verifier, not the forger

    /** @throws UnusableKeyException why this one is left out; the others of the set may be good */
    static VerificationKey of(Map<String, Object> jwk) throws UnusableKeyException {
        if (jwk.containsKey("d") || jwk.containsKey("k")) {
            throw new UnusableKeyException("it is published with its private part");
        }
        if (jwk.containsKey("use") && !USES.contains(jwk.get("use"))) {
            throw new UnusableKeyException("its use is neither sig nor jwt-svid");
        }
        if (jwk.containsKey("key_ops") && !(jwk.get("key_ops") instanceof List<?> ops && ops.contains("verify"))) {
            throw new UnusableKeyException("its key_ops do not have verify");
        }
        Object kid = jwk.get("kid");
        if (kid != null && !(kid instanceof String)) {
            throw new UnusableKeyException("its kid is not a text");
        }
        PublicKey key = publicKey(jwk);
        return new VerificationKey(Optional.ofNullable((String) kid), key, narrow(suited(jwk, key), jwk.get("alg")));
    }

    boolean fits(String algorithm) {
        return algorithms.contains(algorithm);
    }

    /** @throws CallerException the signature is not this key's */
    void verify(CompactJws token) {
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setCompactSerialization(token.compact());
            signature.setAlgorithmConstraints(
                    new AlgorithmConstraints(ConstraintType.PERMIT, algorithms.toArray(String[]::new)));
            signature.setKey(key);
            if (token.algorithm().equals(signature.getAlgorithmHeaderValue()) && signature.verifySignature()) {
                return;
            }
        } catch (JoseException e) {
            throw new CallerException(SIGNATURE_INVALID, "the token's signature cannot be verified", e);
        }
        throw new CallerException(SIGNATURE_INVALID, "the token's signature does not match the issuer's key");
    }

    private static Set<String> suited(Map<String, Object> jwk, PublicKey key) throws UnusableKeyException {
        if (key instanceof RSAPublicKey rsa) {
            requireSound(rsa);
            return RSA;
        }
        requireOnCurve((ECPublicKey) key);
        return Set.of(EC_BY_CURVE.get((String) jwk.get("crv")));
    }

    private static Set<String> narrow(Set<String> suited, Object algorithm) throws UnusableKeyException {
        if (algorithm == null) {
            return suited;
        }
        if (algorithm instanceof String one && suited.contains(one)) {
            return Set.of(one);
        }
        throw new UnusableKeyException("its alg " + Presented.of(algorithm) + " does not fit it");
    }

    /** Only the members of the key itself reach the library, so a certificate ({@code x5c}) is neither parsed nor believed. */
    private static PublicKey publicKey(Map<String, Object> jwk) throws UnusableKeyException {
        boolean rsa = "RSA".equals(jwk.get("kty"));
        boolean ec = "EC".equals(jwk.get("kty")) && EC_BY_CURVE.containsKey(String.valueOf(jwk.get("crv")));
        if (!rsa && !ec) {
            throw new UnusableKeyException("it is neither RSA nor EC on P-256 or P-384");
        }
        Map<String, Object> bare = new LinkedHashMap<>();
        for (String member : rsa ? List.of("kty", "n", "e") : List.of("kty", "crv", "x", "y")) {
            if (!(jwk.get(member) instanceof String text)) {
                throw new UnusableKeyException("its " + member + " is missing");
            }
            bare.put(member, text);
        }
        try {
            return PublicJsonWebKey.Factory.newPublicJwk(bare).getPublicKey();
        } catch (JoseException | RuntimeException e) {
            throw new UnusableKeyException("it cannot be read", e);
        }
    }

    private static void requireSound(RSAPublicKey key) throws UnusableKeyException {
        int bits = key.getModulus().bitLength();
        if (bits < SMALLEST_RSA || bits > LARGEST_RSA) {
            throw new UnusableKeyException("it has " + bits + " bits; expected " + SMALLEST_RSA + " to " + LARGEST_RSA);
        }
        BigInteger exponent = key.getPublicExponent();
        if (!exponent.testBit(0) || exponent.bitLength() < 2 || exponent.bitLength() > 33) {
            throw new UnusableKeyException("its exponent is not an odd number between 3 and 2^33");
        }
    }

    /** y^2 = x^3 + ax + b (mod p), with both coordinates in the field; not every provider looks. */
    private static void requireOnCurve(ECPublicKey key) throws UnusableKeyException {
        EllipticCurve curve = key.getParams().getCurve();
        BigInteger p = ((ECFieldFp) curve.getField()).getP();
        ECPoint point = key.getW();
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        boolean inField = x.signum() >= 0 && x.compareTo(p) < 0 && y.signum() >= 0 && y.compareTo(p) < 0;
        BigInteger right =
                x.pow(2).add(curve.getA()).multiply(x).add(curve.getB()).mod(p);
        if (!inField || !y.pow(2).mod(p).equals(right)) {
            throw new UnusableKeyException("its point is not on the curve");
        }
    }

    /** Why one key of a set is not used. */
    static final class UnusableKeyException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableKeyException(String message) {
            super(message);
        }

        UnusableKeyException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
