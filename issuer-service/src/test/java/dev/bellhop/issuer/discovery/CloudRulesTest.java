package dev.bellhop.issuer.discovery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.issuer.fake.ManagedProfile;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One discovery document and one key set for all clouds: what each of them asks for, in its own words. */
@QuarkusTest
@TestProfile(ManagedProfile.class)
class CloudRulesTest {
    @TestHTTPResource(value = "/", tls = true)
    URL root;

    private Response discoveryAnswer;
    private JsonObject discovery;
    private Response keysAnswer;
    private List<JsonObject> keys;

    @BeforeEach
    void fetch() {
        discoveryAnswer = given().baseUri(root.toString()).get("/.well-known/openid-configuration");
        discovery = new JsonObject(discoveryAnswer.asString());
        URI jwks = URI.create(discovery.getString("jwks_uri"));
        keysAnswer = given().baseUri(root.toString()).get(jwks.getPath());
        keys = new JsonObject(keysAnswer.asString())
                .getJsonArray("keys").stream().map(JsonObject.class::cast).toList();
    }

    /**
     * Microsoft Entra ID: the five members that its guide for self-managed clusters has issuers publish, an issuer of at most 600 characters that
     * is compared byte for byte, RS256 only, a kid on every key, the first 100 keys read.
     */
    @Test
    void microsoftEntraId() {
        assertThat(discovery.fieldNames())
                .contains(
                        "issuer",
                        "jwks_uri",
                        "response_types_supported",
                        "subject_types_supported",
                        "id_token_signing_alg_values_supported");
        assertThat(discovery.getString("issuer"))
                .isEqualTo(ManagedProfile.ISSUER)
                .isEqualTo(discovery.getString("issuer").strip())
                .hasSizeLessThanOrEqualTo(600);
        assertThat(discovery.getJsonArray("id_token_signing_alg_values_supported"))
                .containsExactly("RS256");
        assertThat(keys).hasSizeBetween(1, 100).allSatisfy(key -> {
            assertThat(key.getString("kid")).isNotBlank();
            assertThat(key.getString("alg")).isEqualTo("RS256");
        });
    }

    /**
     * AWS IAM and STS: a provider URL of at most 255 characters, https, without query or port; the three lists must be there, or STS says that it could not
     * retrieve the key; keys with their own kid, for signatures, and without key_ops.
     */
    @Test
    void awsSts() {
        URI issuer = URI.create(discovery.getString("issuer"));
        assertThat(issuer).hasScheme("https").hasNoPort().hasNoQuery().hasNoFragment();
        assertThat(discovery.getString("issuer")).hasSizeLessThanOrEqualTo(255);
        assertThat(discovery.getJsonArray("response_types_supported")).contains("id_token");
        assertThat(discovery.getJsonArray("subject_types_supported")).contains("public");
        assertThat(discovery.getJsonArray("id_token_signing_alg_values_supported"))
                .contains("RS256");
        assertThat(discovery.getJsonArray("claims_supported")).contains("iss", "sub", "aud", "iat", "exp");
        assertThat(keys.stream().map(key -> key.getString("kid")))
                .doesNotHaveDuplicates()
                .doesNotContainNull();
        assertThat(keys).allSatisfy(key -> {
            assertThat(key.getString("use")).isEqualTo("sig");
            assertThat(key.fieldNames()).doesNotContain("key_ops", "x5c");
        });
    }

    /**
     * Google Cloud workload identity federation: an uploaded key set may have these members only, so neither x5c nor x5t; RS256 or ES256; a subject of at
     * most 127 bytes, so that it can be mapped to google.subject as it is.
     */
    @Test
    void googleCloud() {
        assertThat(keys)
                .allSatisfy(key -> assertThat(key.fieldNames())
                        .isSubsetOf(Set.of("kty", "alg", "use", "kid", "n", "e", "x", "y", "crv")));
        assertThat(discovery.getJsonArray("id_token_signing_alg_values_supported"))
                .isSubsetOf("RS256", "ES256");
        UUID id = UUID.randomUUID();
        assertThat("organization:" + id + ":automation:" + id).hasSizeLessThanOrEqualTo(127);
    }

    /** HashiCorp Vault, and everyone who follows OpenID Connect Discovery 1.0, section 4.3: the issuer is the address it was fetched from; plain JSON, cacheable. */
    @Test
    void vaultAndOtherReadersOfDiscovery() {
        assertThat(discovery.getString("jwks_uri")).startsWith(discovery.getString("issuer") + "/");
        for (Response answer : List.of(discoveryAnswer, keysAnswer)) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.contentType()).matches("application/(jwk-set\\+)?json");
            assertThat(answer.header("Cache-Control")).matches("public, max-age=[1-9][0-9]*");
            assertThat(answer.header("Set-Cookie")).isNull();
        }
    }

    /** RFC 7517 and RFC 7518, section 6.3.1: unpadded base64url, the modulus without a leading zero byte, 2048 bits, nothing of the private half. */
    @Test
    void keysAsTheStandardWritesThem() {
        assertThat(keys).allSatisfy(key -> {
            byte[] modulus = Base64.getUrlDecoder().decode(key.getString("n").getBytes(StandardCharsets.US_ASCII));
            assertThat(modulus).hasSize(256);
            assertThat(modulus[0]).isNotZero();
            assertThat(key.getString("n") + key.getString("e")).matches("[A-Za-z0-9_-]+");
            assertThat(Stream.of("d", "p", "q", "dp", "dq", "qi", "oth", "k")).noneMatch(key::containsKey);
        });
    }
}
