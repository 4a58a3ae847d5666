package dev.bellhop.issuer.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.bellhop.issuer.fake.Keys;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KeyRingTest {
    private static final String MONDAY = "2026-01-05T00:00:00Z";
    private static final String TUESDAY = "2026-01-06T00:00:00Z";
    private static final String WEDNESDAY = "2026-01-07T00:00:00Z";

    /** B signs since Monday, C is its successor, A is removed on Wednesday: all of it stored on Monday. */
    private static final KeyRing RING = new KeyRing(List.of(
            key("C", KeyState.PREPARED, MONDAY, null),
            key("B", KeyState.ACTIVE, "2026-01-02T00:00:00Z", null),
            key("A", KeyState.RETIRED, "2026-01-01T00:00:00Z", WEDNESDAY)));

    static Stream<Arguments> carriesOutTheStoredRemovalWithoutReadingAgain() {
        return Stream.of(
                argumentSet("before", MONDAY, List.of("A", "B", "C"), WEDNESDAY),
                argumentSet("a moment before", "2026-01-06T23:59:59.999Z", List.of("A", "B", "C"), WEDNESDAY),
                argumentSet("at the removal", WEDNESDAY, List.of("B", "C"), Instant.MAX.toString()));
    }

    @ParameterizedTest
    @MethodSource
    void carriesOutTheStoredRemovalWithoutReadingAgain(String now, List<String> published, String until) {
        KeyRing.State state = RING.at(Instant.parse(now));

        assertThat(state.signing().orElseThrow().signing().kid()).isEqualTo("B");
        assertThat(state.signing().orElseThrow().signingUntil()).isEmpty();
        assertThat(state.published().keys()).extracting(PublishedKey::kid).isEqualTo(published);
        assertThat(state.published().until()).isEqualTo(Instant.parse(until));
    }

    @Test
    void neverLetsATokenOutliveASigningKeyThatIsToBeRemoved() {
        KeyRing ring = new KeyRing(List.of(key("A", KeyState.ACTIVE, MONDAY, WEDNESDAY)));

        assertThat(ring.at(Instant.parse(TUESDAY)).signing().orElseThrow().signingUntil())
                .contains(Instant.parse(WEDNESDAY));
    }

    @Test
    void signsWithAnActiveKeyEvenIfThisClockIsBehindTheDatabases() {
        KeyRing ring = new KeyRing(List.of(key("A", KeyState.ACTIVE, TUESDAY, null)));

        assertThat(ring.at(Instant.parse(MONDAY))
                        .signing()
                        .orElseThrow()
                        .signing()
                        .kid())
                .isEqualTo("A");
    }

    static Stream<Arguments> hasNothingThatSigns() {
        return Stream.of(
                argumentSet("empty", new KeyRing(List.of())),
                argumentSet("prepared", new KeyRing(List.of(key("A", KeyState.PREPARED, MONDAY, null)))),
                argumentSet("retired", new KeyRing(List.of(key("A", KeyState.RETIRED, MONDAY, null)))),
                argumentSet("removed", new KeyRing(List.of(key("A", KeyState.REMOVED, MONDAY, MONDAY)))),
                argumentSet("removal due", new KeyRing(List.of(key("A", KeyState.ACTIVE, MONDAY, TUESDAY)))));
    }

    @ParameterizedTest
    @MethodSource
    void hasNothingThatSigns(KeyRing ring) {
        assertThat(ring.at(Instant.parse(WEDNESDAY)).signing()).isEmpty();
    }

    static RingKey key(String kid, KeyState state, String prepared, String remove) {
        SigningKey pair = new SigningKey(kid, (RSAPublicKey) Keys.rsa(2048).getPublic(), (RSAPrivateKey)
                Keys.rsa(2048).getPrivate());
        return new RingKey(
                pair,
                state,
                Instant.parse(prepared),
                Optional.ofNullable(remove).map(Instant::parse));
    }
}
