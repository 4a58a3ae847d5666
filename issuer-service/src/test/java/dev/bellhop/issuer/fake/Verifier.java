package dev.bellhop.issuer.fake;

import static io.restassured.RestAssured.given;

import java.net.URL;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;

/** A cloud that takes our tokens: fetches the served key set, verifies RS256, issuer and audience. */
public final class Verifier {
    private final URL root;

    public Verifier(URL root) {
        this.root = root;
    }

    /** A token that verified. */
    public record Verified(JsonWebStructure jose, JwtClaims claims) {}

    public Verified verify(String token, String issuer, String audience) {
        try {
            String jwks = given().baseUri(root.toString()).get("/oauth2/jwks").asString();
            JwtContext context = new JwtConsumerBuilder()
                    .setVerificationKeyResolver(
                            new JwksVerificationKeyResolver(new JsonWebKeySet(jwks).getJsonWebKeys()))
                    .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, "RS256")
                    .setExpectedIssuer(issuer)
                    .setExpectedAudience(audience)
                    .setRequireExpirationTime()
                    .setRequireNotBefore()
                    .setRequireIssuedAt()
                    .setRequireJwtId()
                    .setRequireSubject()
                    .build()
                    .process(token);
            return new Verified(context.getJoseObjects().get(0), context.getJwtClaims());
        } catch (InvalidJwtException | JoseException refused) {
            throw new AssertionError("the token does not verify", refused);
        }
    }
}
