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

    /** A hands over to B on Tuesday and is removed on Wednesday: all of it stored on Monday. */
    private static final KeyRing HANDOVER = new KeyRing(List.of(
            key("B", KeyState.PREPARED, MONDAY, TUESDAY, null),
            key("A", KeyState.ACTIVE, "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", WEDNESDAY)));

    static Stream<Arguments> followsTheStoredDatesWithoutReadingAgain() {
        return Stream.of(
                argumentSet("before", MONDAY, "A", List.of("A", "B"), TUESDAY, WEDNESDAY),
                argumentSet(
                        "a moment before the handover",
                        "2026-01-05T23:59:59.999Z",
                        "A",
                        List.of("A", "B"),
                        TUESDAY,
                        WEDNESDAY),
                argumentSet("at the handover", TUESDAY, "B", List.of("A", "B"), WEDNESDAY, null),
                argumentSet(
                        "a moment before the removal",
                        "2026-01-06T23:59:59.999Z",
                        "B",
                        List.of("A", "B"),
                        WEDNESDAY,
                        null),
                argumentSet("at the removal", WEDNESDAY, "B", List.of("B"), Instant.MAX.toString(), null));
    }

    @ParameterizedTest
    @MethodSource
    void followsTheStoredDatesWithoutReadingAgain(
            String now, String signing, List<String> published, String until, String signingUntil) {
        CurrentKeys current = HANDOVER.at(Instant.parse(now)).orElseThrow();

        assertThat(current.signing().kid()).isEqualTo(signing);
        assertThat(current.published()).extracting(SigningKey::kid).isEqualTo(published);
        assertThat(current.until()).isEqualTo(Instant.parse(until));
        assertThat(current.signingUntil())
                .isEqualTo(Optional.ofNullable(signingUntil).map(Instant::parse));
    }

    @Test
    void signsWithAnActiveKeyEvenIfThisClockIsBehindTheDatabases() {
        KeyRing ring = new KeyRing(List.of(key("A", KeyState.ACTIVE, TUESDAY, TUESDAY, null)));

        assertThat(ring.at(Instant.parse(MONDAY)).orElseThrow().signing().kid()).isEqualTo("A");
    }

    static Stream<Arguments> hasNothingThatSigns() {
        return Stream.of(
                argumentSet("empty", new KeyRing(List.of())),
                argumentSet(
                        "prepared, nothing planned",
                        new KeyRing(List.of(key("A", KeyState.PREPARED, MONDAY, null, null)))),
                argumentSet("retired", new KeyRing(List.of(key("A", KeyState.RETIRED, MONDAY, MONDAY, null)))),
                argumentSet("removed", new KeyRing(List.of(key("A", KeyState.REMOVED, MONDAY, MONDAY, MONDAY)))),
                argumentSet("removal due", new KeyRing(List.of(key("A", KeyState.ACTIVE, MONDAY, MONDAY, TUESDAY)))));
    }

    @ParameterizedTest
    @MethodSource
    void hasNothingThatSigns(KeyRing ring) {
        assertThat(ring.at(Instant.parse(WEDNESDAY))).isEmpty();
    }

    @Test
    void publishesARetiredKeyUntilItIsRemoved() {
        KeyRing ring = new KeyRing(List.of(
                key("A", KeyState.RETIRED, MONDAY, MONDAY, WEDNESDAY),
                key("B", KeyState.ACTIVE, MONDAY, TUESDAY, null)));

        CurrentKeys current = ring.at(Instant.parse(TUESDAY)).orElseThrow();

        assertThat(current.signing().kid()).isEqualTo("B");
        assertThat(current.published()).extracting(SigningKey::kid).containsExactly("A", "B");
    }

    static RingKey key(String kid, KeyState state, String prepared, String activate, String remove) {
        SigningKey pair = new SigningKey(kid, (RSAPublicKey) Keys.rsa(2048).getPublic(), (RSAPrivateKey)
                Keys.rsa(2048).getPrivate());
        return new RingKey(
                pair,
                state,
                Instant.parse(prepared),
                Optional.ofNullable(activate).map(Instant::parse),
                Optional.ofNullable(remove).map(Instant::parse));
    }
}
