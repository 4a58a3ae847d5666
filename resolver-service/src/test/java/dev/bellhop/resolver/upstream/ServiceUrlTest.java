package dev.bellhop.resolver.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceUrlTest {
    @ParameterizedTest
    @CsvSource({
        "https://config.example.com, https://config.example.com/v1/x",
        "https://config.example.com/, https://config.example.com/v1/x",
        "https://localhost:8082/bellhop, https://localhost:8082/bellhop/v1/x"
    })
    void isABaseForPaths(URI url, String expected) {
        assertThat(ServiceUrl.of("bellhop.config.url", url).at("/v1/x")).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://config.example.com",
                "config.example.com",
                "https://u:p@config.example.com",
                "https://config.example.com?x",
                "https://config.example.com#x",
                "https:///v1"
            })
    void refusesAnythingElseByTheSettingsName(URI url) {
        assertThatThrownBy(() -> ServiceUrl.of("bellhop.config.url", url)).hasMessageContaining("bellhop.config.url");
    }
}
