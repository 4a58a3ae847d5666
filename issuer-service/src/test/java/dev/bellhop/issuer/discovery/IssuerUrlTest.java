package dev.bellhop.issuer.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IssuerUrlTest {
    @ParameterizedTest
    @CsvSource({
        "https://issuer.example, ''",
        "https://issuer.example:8443, ''",
        "https://localhost:8081, ''",
        "https://127.0.0.1:8081, ''",
        "https://[::1]:8081, ''",
        "https://issuer.example/t1, /t1",
        "https://issuer.example/tenants/a-b_c.d~e, /tenants/a-b_c.d~e",
        "https://issuer.example/Upper, /Upper"
    })
    void takesOneSpelling(String text, String path) {
        IssuerUrl url = IssuerUrl.of(text);

        assertThat(url).hasToString(text);
        assertThat(url.path()).isEqualTo(path);
        assertThat(url.jwksUri()).isEqualTo(text + "/oauth2/jwks");
    }

    @ParameterizedTest
    @CsvSource({
        "http://issuer.example, must begin with https://",
        "HTTPS://issuer.example, must begin with https://",
        "issuer.example, must begin with https://",
        "https://, is not a URL",
        "https:///path, must name a host",
        "https://issuer_example, must name a host",
        "https://issuer.example/, must not end with a slash",
        "https://issuer.example/t1/, must not end with a slash",
        "https://issuer.example?x=y, must not have a query",
        "https://issuer.example?, must not have a query",
        "https://issuer.example/#, must not have a fragment",
        "https://user@issuer.example, must not have user information",
        "https://Issuer.example, must have its host in lower case",
        "https://issuer.example:443, must not name the default port",
        "https://issuer.example:, must not name the default port",
        "https://issuer.example//t1, must have a path of plain segments",
        "https://issuer.example/../t1, must have a path of plain segments",
        "https://issuer.example/a/., must have a path of plain segments",
        "https://issuer.example/%74, must have a path of plain segments",
        "https://issuer.example/a b, is not a URL"
    })
    void refusesWhatCouldBeSpelledInTwoWays(String text, String why) {
        assertThatThrownBy(() -> IssuerUrl.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(why);
    }
}
