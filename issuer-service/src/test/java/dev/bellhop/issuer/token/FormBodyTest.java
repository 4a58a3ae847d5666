package dev.bellhop.issuer.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FormBodyTest {
    static Stream<Arguments> decodes() {
        return Stream.of(
                argumentSet("plain", "a=b", "b"),
                argumentSet("escapes", "a=urn%3Abellhop%3Ax", "urn:bellhop:x"),
                argumentSet("plus is a space", "a=b+c", "b c"),
                argumentSet("an escaped plus is a plus", "a=b%2Bc", "b+c"),
                argumentSet("UTF-8", "a=%C3%A4", "ä"),
                argumentSet("unescaped UTF-8", "a=ä", "ä"),
                argumentSet("equals signs in the value", "a=b=c==", "b=c=="),
                argumentSet("escaped name", "%61=b", "b"),
                argumentSet("beside empty pairs", "&&a=b&", "b"),
                argumentSet("an empty one beside it counts as absent", "a=&a=b", "b"));
    }

    @ParameterizedTest
    @MethodSource
    void decodes(String body, String value) {
        assertThat(form(body).once("a")).contains(value);
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(strings = {"", "a", "a=", "=b", "b=c", "A=b"})
    void takesAParameterWithoutAValueAsAbsent(String body) {
        assertThat(form(body).once("a")).isEmpty();
        assertThatThrownBy(() -> form(body).required("a")).hasMessage("a is missing");
    }

    static Stream<Arguments> refuses() {
        return Stream.of(
                argumentSet("an escape cut off", "a=%2", "the body has a broken percent escape"),
                argumentSet("an escape that is none", "a=%zz", "the body has a broken percent escape"),
                argumentSet("an escape in another script", "a=%\uff11\uff11", "the body has a broken percent escape"),
                argumentSet("escapes that are not UTF-8", "a=%ff%fe", "the body is not UTF-8"),
                argumentSet("an overlong form of UTF-8", "a=%c0%af", "the body is not UTF-8"),
                argumentSet("too many parameters", "a=b&".repeat(40), "the body has more than 32 parameters"));
    }

    @ParameterizedTest
    @MethodSource
    void refuses(String body, String why) {
        assertThatThrownBy(() -> form(body))
                .isInstanceOfSatisfying(
                        TokenException.class,
                        refused -> assertThat(refused.error()).isEqualTo(TokenException.Error.INVALID_REQUEST))
                .hasMessage(why);
    }

    @Test
    void refusesAParameterGivenTwice() {
        assertThatThrownBy(() -> form("a=b&a=b").once("a")).hasMessage("a is given more than once");
    }

    @Test
    void refusesABodyOverTheLimitAndTakesOneAtIt() {
        assertThat(form("a=" + "b".repeat(FormBody.LARGEST - 2)).once("a")).isPresent();
        assertThatThrownBy(() -> form("a=" + "b".repeat(FormBody.LARGEST - 1)))
                .isInstanceOfSatisfying(
                        TokenException.class,
                        refused -> assertThat(refused.error().status).isEqualTo(413));
    }

    private static FormBody form(String body) {
        return FormBody.parse(body.getBytes(StandardCharsets.UTF_8));
    }
}
