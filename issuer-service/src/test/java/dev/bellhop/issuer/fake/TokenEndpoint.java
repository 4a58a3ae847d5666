package dev.bellhop.issuer.fake;

import static io.restassured.RestAssured.given;

import dev.bellhop.emulator.identity.IdentityProvider;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How a caller asks for tokens. */
public final class TokenEndpoint {
    public static final String ENTRA = "api://AzureADTokenExchange";

    private final URL root;
    private final IdentityProvider provider;

    public TokenEndpoint(URL root, IdentityProvider provider) {
        this.root = root;
        this.provider = provider;
    }

    /** The caller's own proof. */
    public String tokenOf(String subject) {
        return provider.mint(subject, "bellhop-issuer", Map.of(), Duration.ofMinutes(5));
    }

    public RequestSpecification form(String subjectToken, String audience, List<String> resources) {
        RequestSpecification request = given().baseUri(root.toString())
                .contentType(ContentType.URLENC)
                .formParam("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange")
                .formParam("subject_token", subjectToken)
                .formParam("subject_token_type", "urn:ietf:params:oauth:token-type:jwt")
                .formParam("audience", audience);
        return resources.isEmpty() ? request : request.formParam("resource", resources);
    }

    public Response subjectToken(String caller, String audience, String organization) {
        return form(tokenOf(caller), audience, List.of("urn:bellhop:organization:" + organization))
                .post("/oauth2/token");
    }

    public Response subjectToken(String caller, String audience, String organization, String automation) {
        return form(tokenOf(caller), audience, resources(organization, automation))
                .post("/oauth2/token");
    }

    public RequestSpecification kickoffForm(String caller, String organization, String automation, UUID kickoff) {
        return form(tokenOf(caller), "bellhop-kickoff", resources(organization, automation))
                .formParam("kickoff_id", kickoff.toString());
    }

    private static List<String> resources(String organization, String automation) {
        return List.of("urn:bellhop:organization:" + organization, "urn:bellhop:automation:" + automation);
    }
}
