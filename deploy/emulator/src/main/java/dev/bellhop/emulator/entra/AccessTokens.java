package dev.bellhop.emulator.entra;

import dev.bellhop.emulator.entra.AccessTokenException.Flaw;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;

/**
 * Access tokens in the v1.0 form that Key Vault gets, minted and verified under one RSA-2048 key made at start. A token verified once is
 * not verified again; its time is checked at every use.
 */
public final class AccessTokens {
    /** How far {@code iat} and {@code nbf} lie back, as in Entra's own tokens. */
    private static final Duration BACKDATED = Duration.ofMinutes(5);

    /** The application id of the Azure command line, the same in every tenant. */
    private static final String AZURE_CLI = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";

    private static final int REMEMBERED = 10_000;
    private static final AlgorithmConstraints RS256 =
            new AlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256);

    private final RsaJsonWebKey key;
    private final Clock clock;
    private final Map<String, AccessTokenClaims> verified = new ConcurrentHashMap<>();

    public AccessTokens(Clock clock) {
        this(clock, newKey());
    }

    /** With a key that others have too, for tests: making one takes a while. */
    AccessTokens(Clock clock, RsaJsonWebKey key) {
        this.clock = clock;
        this.key = key;
    }

    static RsaJsonWebKey newKey() {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setUse("sig");
            key.setKeyId(key.calculateBase64urlEncodedThumbprint("SHA-256"));
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException("this JVM cannot generate an RSA-2048 key", e);
        }
    }

    /** The public key set (RFC 7517, section 5). */
    String jwks() {
        return new JsonWebKeySet(key).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    String mint(Tenant tenant, Application application, String audience, Duration life, ClientAuthentication proof) {
        JwtClaims claims = claims(tenant, audience, life);
        claims.setStringClaim("appid", application.clientId().toString());
        claims.setStringClaim("appidacr", proof.wire());
        claims.setStringClaim("oid", application.servicePrincipalId().toString());
        claims.setSubject(application.servicePrincipalId().toString());
        if (application.administrator() && tenant.cloud().graphResource().equals(audience)) {
            claims.setStringListClaim("roles", "Application.ReadWrite.All");
        }
        return sign(claims);
    }

    /** A token as a person gets it through the Azure command line who may manage everything of the tenant. */
    public String mintForAdministrator(Tenant tenant, String audience, Duration life) {
        JwtClaims claims = claims(tenant, audience, life);
        claims.setStringClaim("appid", AZURE_CLI);
        claims.setStringClaim("appidacr", "0");
        claims.setStringClaim("oid", tenant.id().toString());
        claims.setSubject(opaque());
        claims.setStringClaim(
                "scp",
                tenant.cloud().graphResource().equals(audience)
                        ? "Application.ReadWrite.All Directory.AccessAsUser.All"
                        : "user_impersonation");
        return sign(claims);
    }

    private JwtClaims claims(Tenant tenant, String audience, Duration life) {
        Instant now = clock.instant();
        JwtClaims claims = new JwtClaims();
        claims.setAudience(audience);
        claims.setIssuer(tenant.issuer());
        claims.setIssuedAt(date(now.minus(BACKDATED)));
        claims.setNotBefore(date(now.minus(BACKDATED)));
        claims.setExpirationTime(date(now.plus(life)));
        claims.setStringClaim("aio", opaque());
        claims.setStringClaim("idp", tenant.issuer());
        claims.setStringClaim("rh", "1." + opaque() + ".");
        claims.setStringClaim("tid", tenant.id().toString());
        claims.setStringClaim("uti", opaque());
        claims.setStringClaim("ver", "1.0");
        return claims;
    }

    private String sign(JwtClaims claims) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key.getPrivateKey());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setHeader("typ", "JWT");
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("could not sign an access token", e);
        }
    }

    /** Key, signature and time; audience and issuer are the resource's to judge. */
    public AccessTokenClaims verify(String token) throws AccessTokenException {
        AccessTokenClaims claims = verified.get(token);
        if (claims == null) {
            claims = verifySignature(token);
            if (verified.size() >= REMEMBERED) {
                verified.clear();
            }
            verified.put(token, claims);
        }
        Instant now = clock.instant();
        if (now.isBefore(claims.notBefore())) {
            throw new AccessTokenException(Flaw.NOT_YET_VALID);
        }
        if (!now.isBefore(claims.expires())) {
            throw new AccessTokenException(Flaw.EXPIRED);
        }
        return claims;
    }

    private AccessTokenClaims verifySignature(String token) throws AccessTokenException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmConstraints(RS256);
        JwtClaims claims;
        try {
            signature.setCompactSerialization(token);
            if (!key.getKeyId().equals(signature.getKeyIdHeaderValue())) {
                throw new AccessTokenException(Flaw.UNKNOWN_KEY);
            }
            signature.setKey(key.getPublicKey());
            if (!signature.verifySignature()) {
                throw new AccessTokenException(Flaw.BAD_SIGNATURE);
            }
            claims = JwtClaims.parse(signature.getPayload());
            return new AccessTokenClaims(
                    claims.getAudience().get(0),
                    claims.getIssuer(),
                    claims.getStringClaimValue("appid"),
                    claims.getStringClaimValue("oid"),
                    claims.getStringClaimValue("tid"),
                    rights(claims),
                    Instant.ofEpochSecond(claims.getNotBefore().getValue()),
                    Instant.ofEpochSecond(claims.getExpirationTime().getValue()));
        } catch (JoseException | InvalidJwtException | MalformedClaimException e) {
            AccessTokenException malformed = new AccessTokenException(Flaw.MALFORMED);
            malformed.initCause(e);
            throw malformed;
        }
    }

    private static Set<String> rights(JwtClaims claims) throws MalformedClaimException {
        Set<String> rights = new HashSet<>();
        if (claims.hasClaim("roles")) {
            rights.addAll(claims.getStringListClaimValue("roles"));
        }
        if (claims.hasClaim("scp")) {
            rights.addAll(List.of(claims.getStringClaimValue("scp").split(" ")));
        }
        return Set.copyOf(rights);
    }

    private static NumericDate date(Instant instant) {
        return NumericDate.fromSeconds(instant.getEpochSecond());
    }

    private static String opaque() {
        UUID random = UUID.randomUUID();
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(random.getMostSignificantBits())
                .putLong(random.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
