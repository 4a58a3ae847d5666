package dev.bellhop.resolver.variable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.bellhop.resolver.secret.SecretText;
import dev.bellhop.resolver.variable.JsonValue.NotJsonException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonValueTest {
    static Stream<Arguments> findsWhatThePointerNames() {
        return Stream.of(
                arguments("{\"password\":\"p\"}", "/password", "p"),
                arguments("{\"password\":\"p\"}", "password", "p"),
                arguments("{\"a\":{\"b\":[10,{\"c\":\"deep\"}]}}", "/a/b/1/c", "deep"),
                arguments("{\"a/b\":\"slash\",\"m~n\":\"tilde\"}", "/a~1b", "slash"),
                arguments("{\"a/b\":\"slash\",\"m~n\":\"tilde\"}", "/m~0n", "tilde"),
                arguments("{\"a/b\":\"plain\"}", "a/b", "plain"),
                arguments("{\"\":\"empty name\"}", "/", "empty name"),
                arguments("{\"k\":\"\\u00e9\\n\\\"\"}", "/k", "é\n\""),
                arguments("{\"k\":\"\"}", "/k", ""),
                arguments("{\"n\":1.10}", "/n", "1.10"),
                arguments("{\"n\":-0}", "/n", "-0"),
                arguments("{\"n\":1e400}", "/n", "1e400"),
                arguments("{\"n\":123456789012345678901234567890}", "/n", "123456789012345678901234567890"),
                arguments("{\"b\":true,\"z\":null}", "/b", "true"),
                arguments("{\"b\":true,\"z\":null}", "/z", "null"),
                arguments("{\"o\": { \"a\" : 1.0, \"b\":[ 1 ] } , \"x\":1}", "/o", "{ \"a\" : 1.0, \"b\":[ 1 ] }"),
                arguments("{\"l\":[1, \"two\" ,[]]}", "/l", "[1, \"two\" ,[]]"),
                arguments("{\"é\":{\"ü\":[1,2]}}", "/é", "{\"ü\":[1,2]}"),
                arguments("{\"k\":\"first\",\"k\":\"last\"}", "/k", "last"),
                arguments("[\"a\",\"b\"]", "/1", "b"),
                arguments("  {\"k\":\"v\"}  ", "/k", "v"));
    }

    @ParameterizedTest
    @MethodSource
    void findsWhatThePointerNames(String json, String pointer, String expected) throws NotJsonException {
        assertThat(JsonValue.at(SecretText.of(json), pointer))
                .map(SecretText::reveal)
                .contains(expected);
    }

    static Stream<Arguments> findsNothingWhereNothingStands() {
        return Stream.of(
                arguments("{\"a\":1}", "/b"),
                arguments("{\"a\":1}", "/A"),
                arguments("{\"a\":1}", "/a/b"),
                arguments("{\"a\":{}}", "/a/b"),
                arguments("[1,2]", "/2"),
                arguments("[1,2]", "/-"),
                arguments("[1,2]", "/01"),
                arguments("[1,2]", "/-1"),
                arguments("[1,2]", "/99999999999"),
                arguments("\"text\"", "/a"),
                arguments("7", "/0"),
                arguments("{\"a\":{\"b\":1},\"a\":{}}", "/a/b"));
    }

    @ParameterizedTest
    @MethodSource
    void findsNothingWhereNothingStands(String json, String pointer) throws NotJsonException {
        assertThat(JsonValue.at(SecretText.of(json), pointer)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "canary",
                "{\"canary\":",
                "{\"a\":\"canary\"",
                "{\"a\":1} canary",
                "{\"a\":1}{\"a\":2}",
                "{a:'canary'}",
                "{\"a\":01}",
                "{\"a\":NaN}",
                "<canary/>"
            })
    void saysSoWhenItIsNoJsonAndQuotesNothing(String text) {
        assertThatThrownBy(() -> JsonValue.at(SecretText.of(text), "/a"))
                .isInstanceOf(NotJsonException.class)
                .hasMessageNotContaining("canary")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(ints = {2_000, 200_000})
    void standsDeepNesting(int depth) {
        String nested = "[".repeat(depth) + "]".repeat(depth);

        assertThatThrownBy(() -> JsonValue.at(SecretText.of(nested), "/a")).isInstanceOf(NotJsonException.class);
    }
}
