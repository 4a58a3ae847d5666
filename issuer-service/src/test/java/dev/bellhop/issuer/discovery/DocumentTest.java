package dev.bellhop.issuer.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentTest {
    private static final Document DISCOVERY =
            Document.discovery(IssuerUrl.of("https://issuer.example"), Duration.ofHours(1));

    @Test
    void describesTheIssuerWhole() {
        assertThat(DISCOVERY.body()).hasToString("""
                        {"issuer":"https://issuer.example","jwks_uri":"https://issuer.example/oauth2/jwks",\
                        "response_types_supported":["id_token"],"subject_types_supported":["public"],\
                        "id_token_signing_alg_values_supported":["RS256"],\
                        "claims_supported":["iss","sub","aud","iat","nbf","exp","jti","organization_id","automation_id"]}""");
        assertThat(DISCOVERY.mediaType()).isEqualTo("application/json");
        assertThat(DISCOVERY.cacheControl()).isEqualTo("public, max-age=3600");
    }

    @Test
    void writesAKeySetInTheKeysOwnOrder() {
        Map<String, Object> key = new LinkedHashMap<>();
        key.put("kty", "RSA");
        key.put("kid", "k1");

        Document jwks = Document.jwks(List.of(key), Duration.ofMinutes(5));

        assertThat(jwks.body()).hasToString("{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"k1\"}]}");
        assertThat(jwks.mediaType()).isEqualTo("application/jwk-set+json");
        assertThat(jwks.cacheControl()).isEqualTo("public, max-age=300");
    }

    @Test
    void tagsTheBytesAndNothingElse() {
        assertThat(DISCOVERY.etag())
                .matches("\"[A-Za-z0-9_-]{22}\"")
                .isEqualTo(Document.discovery(IssuerUrl.of("https://issuer.example"), Duration.ZERO)
                        .etag())
                .isNotEqualTo(Document.discovery(IssuerUrl.of("https://issuer2.example"), Duration.ZERO)
                        .etag());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "E | true",
                "W/E | true",
                "'\"x\", E' | true",
                "'E , \"x\"' | true",
                "* | true",
                "\"x\" | false",
                "'' | false",
                "x | false"
            })
    void comparesEntityTagsWeakly(String header, boolean named) {
        assertThat(DISCOVERY.isNamedBy(header.replace("E", DISCOVERY.etag()))).isEqualTo(named);
    }

    @Test
    void isNotNamedByAnAbsentHeader() {
        assertThat(DISCOVERY.isNamedBy(null)).isFalse();
    }
}
