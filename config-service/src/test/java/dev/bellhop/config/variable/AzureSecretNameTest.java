package dev.bellhop.config.variable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AzureSecretNameTest {

    static Stream<Arguments> knowsValidNames() {
        return Stream.of(
                argumentSet("hyphens", "openai-api-key", true),
                argumentSet("underscores", "OPENAI_API_KEY", true),
                argumentSet("a digit first", "0day", true),
                argumentSet("127 characters", "a".repeat(127), true),
                argumentSet("128 characters", "a".repeat(128), false),
                argumentSet("nothing", "", false),
                argumentSet("a dot", "a.b", false),
                argumentSet("a slash", "a/b", false),
                argumentSet("a path up", "..", false),
                argumentSet("a question mark", "a?b", false),
                argumentSet("a percent sign", "a%2fb", false),
                argumentSet("a blank", "a b", false),
                argumentSet("an umlaut", "schlüssel", false),
                argumentSet("a digit of another script", "key\u0661", false));
    }

    @ParameterizedTest
    @MethodSource
    void knowsValidNames(String name, boolean valid) {
        assertThat(AzureSecretName.isValid(name)).isEqualTo(valid);
    }

    @Test
    void sendsHyphensForUnderscores() {
        assertThat(AzureSecretName.sent("OPENAI_API-KEY")).isEqualTo("OPENAI-API-KEY");
    }

    @Test
    void warnsOfTwoSpellingsOfOneSecret() {
        assertThat(SameSecret.warnings(
                        "db_password#a", List.of("db-password", "DB_PASSWORD#b", "db_password", "other")))
                .containsExactly(
                        "\"db_password\" and \"DB_PASSWORD\" (another variable) are one secret in Key Vault: db-password",
                        "\"db_password\" and \"db-password\" (another variable) are one secret in Key Vault: db-password");
    }
}
