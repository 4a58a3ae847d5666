package dev.bellhop.resolver.store.azure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNameTest {
    @ParameterizedTest
    @CsvSource({"openai-api-key, openai-api-key", "OPENAI_API_KEY, OPENAI-API-KEY", "a_b-c, a-b-c", "7, 7"})
    void sendsUnderscoresAsHyphens(String stored, String sent) {
        assertThat(SecretName.of(stored)).contains(new SecretName(sent));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"a/b", "a b", "../keys", "a?b", "a#b", "a%2fb", "ä", "a\n", "."})
    void refusesWhatKeyVaultCannotHave(String stored) {
        assertThat(SecretName.of(stored)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"127, true", "128, false"})
    void capsItsLength(int length, boolean expected) {
        assertThat(SecretName.of("a".repeat(length)).isPresent()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "4387e9f3d6e14c459867679a90fd0f79, true",
        "'', false",
        "../x, false",
        "a/b, false",
        "a?x, false",
        "latest ., false"
    })
    void aVersionIsLettersAndDigits(String version, boolean expected) {
        assertThat(SecretName.isVersion(version)).isEqualTo(expected);
    }
}
