package dev.bellhop.resolver.secret;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class SecretTextTest {
    record Holder(String key, SecretText value) {}

    @Test
    void revealsItsValueOnRequestOnly() throws Exception {
        SecretText secret = SecretText.of("canary");

        assertThat(secret.reveal()).isEqualTo("canary");
        assertThat(secret).hasToString("[secret]");
        assertThat(new Holder("KEY", secret).toString()).doesNotContain("canary");
        assertThat(new ObjectMapper().writeValueAsString(new Holder("KEY", secret)))
                .isEqualTo("{\"key\":\"KEY\"}");
    }
}
