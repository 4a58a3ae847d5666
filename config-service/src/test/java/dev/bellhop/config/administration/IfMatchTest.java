package dev.bellhop.config.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.bellhop.config.problem.ConfigException;
import dev.bellhop.config.problem.Reason;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchTest {

    static Stream<Arguments> comparesStrongly() {
        return Stream.of(
                argumentSet("the same", "\"3\"", true),
                argumentSet("another", "\"4\"", false),
                argumentSet("any", "*", true),
                argumentSet("weak", "W/\"3\"", false),
                argumentSet("one of several", "\"2\", \"3\"", true),
                argumentSet("several without blanks", "\"2\",\"3\"", true),
                argumentSet("none of several", "\"2\", W/\"3\"", false),
                argumentSet("a longer one", "\"33\"", false),
                argumentSet("a comma inside", "\"3,\"", false),
                argumentSet("empty", "\"\"", false));
    }

    @ParameterizedTest
    @MethodSource
    void comparesStrongly(String header, boolean matches) {
        assertThat(IfMatch.of(header).matches("\"3\"")).isEqualTo(matches);
    }

    @Test
    void readsAsManyAsAHeaderHolds() {
        assertThat(IfMatch.of("\"\",".repeat(7_000) + "\"3\"").matches("\"3\"")).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void wantsOne(String header) {
        assertThatThrownBy(() -> IfMatch.of(header))
                .isInstanceOfSatisfying(
                        ConfigException.class, e -> assertThat(e.reason()).isEqualTo(Reason.IF_MATCH_REQUIRED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"3", "\"3", "3\"", "\"3\";\"4\"", "w/\"3\"", "\"3\" \"4\"", "*, \"3\"", "\"a b\"", "\"\u00e4\""})
    void refusesWhatIsNoEntityTag(String header) {
        assertThatThrownBy(() -> IfMatch.of(header))
                .isInstanceOfSatisfying(
                        ConfigException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_REQUEST));
    }
}
