package dev.bellhop.issuer.key;

import static dev.bellhop.issuer.key.KeyState.ACTIVE;
import static dev.bellhop.issuer.key.KeyState.PREPARED;
import static dev.bellhop.issuer.key.KeyState.RETIRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RingGapTest {
    static Stream<Arguments> findsWhatIsMissing() {
        return Stream.of(
                argumentSet("empty ring", List.of(), new RingGap(true, true), 2),
                argumentSet("active alone", List.of(ACTIVE), new RingGap(false, true), 1),
                argumentSet("active and retired", List.of(ACTIVE, RETIRED), new RingGap(false, true), 1),
                argumentSet("complete", List.of(ACTIVE, PREPARED), new RingGap(false, false), 0),
                argumentSet(
                        "complete with a retired one",
                        List.of(RETIRED, ACTIVE, PREPARED),
                        new RingGap(false, false),
                        0),
                argumentSet(
                        "prepared alone: its time comes, nothing jumps the queue",
                        List.of(PREPARED),
                        new RingGap(false, false),
                        0),
                argumentSet(
                        "retired alone: caches hold a set without the next key, so it may not sign yet",
                        List.of(RETIRED),
                        new RingGap(false, true),
                        1));
    }

    @ParameterizedTest
    @MethodSource
    void findsWhatIsMissing(List<KeyState> states, RingGap expected, int keys) {
        RingGap gap = RingGap.of(states);

        assertThat(gap).isEqualTo(expected);
        assertThat(gap.keys()).isEqualTo(keys);
        assertThat(gap.isNone()).isEqualTo(keys == 0);
    }
}
