package dev.bellhop.issuer.fake;

import static io.restassured.RestAssured.given;

import dev.bellhop.emulator.identity.IdentityProvider;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URL;
import java.util.Map;

/** How operators look at the key ring and turn it. */
public final class Operators {
    public static final String OPERATOR = "user:operator";
    public static final String AUDITOR = "user:auditor";

    private static final String KEYS = "/v1/signing-keys";

    private final URL root;
    private final TokenEndpoint tokens;

    public Operators(URL root, IdentityProvider provider) {
        this.root = root;
        this.tokens = new TokenEndpoint(root, provider);
    }

    public Response keys(String subject) {
        return as(subject).get(KEYS);
    }

    public Response change(String subject, String change) {
        return as(subject).contentType(ContentType.JSON).body(Map.of()).post(KEYS + "/" + change);
    }

    public Response change(String change, Map<String, ?> body) {
        return as(OPERATOR).contentType(ContentType.JSON).body(body).post(KEYS + "/" + change);
    }

    private RequestSpecification as(String subject) {
        return given().baseUri(root.toString()).auth().oauth2(tokens.tokenOf(subject));
    }
}
