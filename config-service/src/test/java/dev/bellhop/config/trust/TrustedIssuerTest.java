package dev.bellhop.config.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.config.problem.ConfigException;
import dev.bellhop.config.problem.Reason;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedIssuerTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://id.example.com",
                "https://localhost:8081",
                "https://id.example.com/t1",
                "https://127.0.0.1:1"
            })
    void isToldAsItWasSet(String url) {
        assertThat(new TrustedIssuer(() -> Optional.of(url)).url()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://id.example.com",
                "https://id.example.com/",
                "https://ID.example.com",
                "https://id.example.com:443",
                "https://id.example.com:443/t",
                "https://id.example.com?x",
                "https://id.example.com#x",
                "https://user@id.example.com",
                " https://id.example.com",
                "https://id.example.com\n",
                "https://id.example.com/a'b",
                "https://"
            })
    void stopsTheStartWhenNoCloudCouldMatchIt(String url) {
        assertThatThrownBy(() -> new TrustedIssuer(() -> Optional.of(url)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("bellhop.trust.issuer");
    }

    @Test
    void namesTheSettingThatIsMissing() {
        assertThatThrownBy(() -> new TrustedIssuer(Optional::empty).url())
                .isInstanceOfSatisfying(
                        ConfigException.class, e -> assertThat(e.reason()).isEqualTo(Reason.ISSUER_NOT_CONFIGURED))
                .hasMessageContaining("bellhop.trust.issuer is not set");
    }
}
