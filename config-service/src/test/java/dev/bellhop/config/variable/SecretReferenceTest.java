package dev.bellhop.config.variable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SecretReferenceTest {

    static Stream<Arguments> dividesNameAndMember() {
        return Stream.of(
                argumentSet("a name", "openai-api-key", "openai-api-key", null),
                argumentSet("a key", "database#password", "database", "/password"),
                argumentSet("a pointer", "database#/primary/password", "database", "/primary/password"),
                argumentSet("a pointer into an array", "database#/replicas/0", "database", "/replicas/0"),
                argumentSet("a key with a slash", "database#a/b", "database", "/a~1b"),
                argumentSet("a key with a tilde", "database#a~b", "database", "/a~0b"),
                argumentSet("a key with both", "database#~/", "database", "/~0~1"),
                argumentSet("a key with #", "database#a#b", "database", "/a#b"),
                argumentSet("a pointer with escapes", "database#/a~1b/c~0d", "database", "/a~1b/c~0d"),
                argumentSet(
                        "a key with blanks and umlauts",
                        "database#schöner Schlüssel",
                        "database",
                        "/schöner Schlüssel"));
    }

    @ParameterizedTest
    @MethodSource
    void dividesNameAndMember(String written, String name, String pointer) {
        assertThat(SecretReference.complaint(written)).isNull();
        assertThat(SecretReference.parse(written)).isEqualTo(new SecretReference(name, pointer));
    }

    static Stream<Arguments> complains() {
        return Stream.of(
                argumentSet("nothing after #", "database#", "a JSON key after #"),
                argumentSet("only a slash", "database#/", "a name after #/"),
                argumentSet("a stray tilde", "database#/a~b", "~0"),
                argumentSet("a tilde at the end", "database#/a~", "~0"),
                argumentSet("a line break", "data\nbase", "control characters"),
                argumentSet("half a character", "a#\ud800", "half surrogate"),
                argumentSet("too long", "a".repeat(1025), "1024"));
    }

    @ParameterizedTest
    @MethodSource
    void complains(String written, String expected) {
        assertThat(SecretReference.complaint(written)).contains(expected);
    }
}
