package dev.bellhop.issuer.key;

import static dev.bellhop.issuer.key.Rings.active;
import static dev.bellhop.issuer.key.Rings.at;
import static dev.bellhop.issuer.key.Rings.prepared;
import static dev.bellhop.issuer.key.Rings.retired;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.bellhop.issuer.key.RingStep.Begin;
import dev.bellhop.issuer.key.RingStep.HandOver;
import dev.bellhop.issuer.key.RingStep.Prepare;
import dev.bellhop.issuer.key.RingStep.Remove;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RotationPolicyTest {
    private static final RotationPolicy MONTHLY =
            new RotationPolicy(Rings.TIMES, RotationSchedule.every(Duration.ofDays(30)));
    private static final RotationPolicy NEVER = new RotationPolicy(Rings.TIMES, RotationSchedule.NEVER);

    private static final String CHRISTMAS = "2025-12-25T00:00:00Z";
    private static final String NEW_YEAR = "2026-01-01T00:00:00Z";

    @Test
    void aKeySignsNoEarlierThanEveryCacheHasSeenIt() {
        assertThat(Rings.TIMES.announcement()).isEqualTo(Duration.ofHours(24));
        assertThat(new RingTimes(
                                Duration.ofHours(1),
                                Duration.ofHours(12),
                                Duration.ofMinutes(5),
                                Duration.ofMinutes(1),
                                Duration.ofHours(1))
                        .announcement())
                .isEqualTo(Duration.ofHours(12).plusMinutes(11));
        assertThat(Rings.TIMES.afterlife()).isEqualTo(Duration.ofHours(13).plusMinutes(1));
    }

    static Stream<Arguments> knowsWhatIsDue() {
        return Stream.of(
                argumentSet("no key ever", MONTHLY, at(NEW_YEAR), List.of(new Begin(), new Prepare())),
                argumentSet(
                        "all keys removed: caches hold a set without the next one, so it may not sign yet",
                        MONTHLY,
                        new StoredRing(List.of(), false, Instant.parse(NEW_YEAR)),
                        List.of(new Prepare())),
                argumentSet(
                        "retired alone",
                        MONTHLY,
                        at(NEW_YEAR, retired("A", CHRISTMAS, "2026-01-02T00:00:00Z")),
                        List.of(new Prepare())),
                argumentSet(
                        "nothing signs, and the prepared key is known everywhere",
                        NEVER,
                        at(NEW_YEAR, prepared("B", "2025-12-31T00:00:00Z")),
                        List.of(new HandOver(), new Prepare())),
                argumentSet(
                        "nothing signs, and the prepared key is not known everywhere",
                        NEVER,
                        at(NEW_YEAR, prepared("B", "2025-12-31T00:00:01Z")),
                        List.of()),
                argumentSet("no successor", MONTHLY, at(NEW_YEAR, active("A", CHRISTMAS)), List.of(new Prepare())),
                argumentSet(
                        "complete", MONTHLY, at(NEW_YEAR, active("A", CHRISTMAS), prepared("B", CHRISTMAS)), List.of()),
                argumentSet(
                        "a moment before its time",
                        MONTHLY,
                        at("2026-01-23T23:59:59.999Z", active("A", CHRISTMAS), prepared("B", CHRISTMAS)),
                        List.of()),
                argumentSet(
                        "due",
                        MONTHLY,
                        at("2026-01-24T00:00:00Z", active("A", CHRISTMAS), prepared("B", CHRISTMAS)),
                        List.of(new HandOver(), new Prepare())),
                argumentSet(
                        "months late",
                        MONTHLY,
                        at("2026-06-01T00:00:00Z", active("A", CHRISTMAS), prepared("B", CHRISTMAS)),
                        List.of(new HandOver(), new Prepare())),
                argumentSet(
                        "late, but the successor is young",
                        MONTHLY,
                        at("2026-06-01T00:00:00Z", active("A", CHRISTMAS), prepared("B", "2026-05-31T00:00:01Z")),
                        List.of()),
                argumentSet(
                        "due, but the key set is full",
                        MONTHLY,
                        at(
                                "2026-06-01T00:00:00Z",
                                retired("Z", "2026-05-31T12:00:00Z", "2026-06-01T00:00:01Z"),
                                active("A", CHRISTMAS),
                                prepared("B", CHRISTMAS)),
                        List.of()),
                argumentSet(
                        "due, and the retired key may go at this moment",
                        MONTHLY,
                        at(
                                "2026-06-01T00:00:00Z",
                                retired("Z", "2026-05-31T12:00:00Z", "2026-06-01T00:00:00Z"),
                                active("A", CHRISTMAS),
                                prepared("B", CHRISTMAS)),
                        List.of(new Remove("Z"), new HandOver(), new Prepare())),
                argumentSet(
                        "never rotating by itself",
                        NEVER,
                        at("2026-06-01T00:00:00Z", active("A", CHRISTMAS), prepared("B", CHRISTMAS)),
                        List.of()));
    }

    @ParameterizedTest
    @MethodSource
    void knowsWhatIsDue(RotationPolicy policy, StoredRing ring, List<RingStep> due) {
        assertThat(policy.due(ring)).isEqualTo(due);
    }

    @Test
    void aRotationThatAFullKeySetHoldsBackSaysUntilWhen() {
        StoredRing ring = at(
                "2026-01-30T00:00:00Z",
                retired("Z", NEW_YEAR, "2026-02-01T00:00:00Z"),
                active("A", CHRISTMAS),
                prepared("B", CHRISTMAS));

        assertThat(MONTHLY.nextRotation(ring)).contains(Instant.parse("2026-02-01T00:00:00Z"));
    }

    @Test
    void settingsChangedLaterDoNotBringTheFirstSignatureForward() {
        RotationPolicy hasty = new RotationPolicy(
                new RingTimes(
                        Duration.ZERO, Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ZERO, Duration.ZERO),
                RotationSchedule.NEVER);
        StoredKey key = prepared("B", NEW_YEAR);

        assertThat(hasty.activatableAt(key)).isEqualTo(Instant.parse("2026-01-02T00:00:00Z"));
    }

    @Test
    void settingsThatAskForMoreHoldForKeysPreparedBefore() {
        RotationPolicy careful = new RotationPolicy(
                new RingTimes(
                        Duration.ofHours(48), Duration.ofHours(1), Duration.ofSeconds(1), Duration.ZERO, Duration.ZERO),
                RotationSchedule.NEVER);

        assertThat(careful.activatableAt(prepared("B", NEW_YEAR))).isEqualTo(Instant.parse("2026-01-03T00:00:00Z"));
    }

    @Test
    void writesTheOldKeyBeforeTheNewOneSoThatTwoNeverSign() {
        StoredRing ring = at("2026-01-24T00:00:00Z", active("A", CHRISTMAS), prepared("B", CHRISTMAS));

        RingChange change = RingChange.of(ring, MONTHLY.due(ring), Rings.TIMES, List.of(Rings.sealed("C")));

        assertThat(change.writes())
                .extracting(StoredKey::kid, StoredKey::state)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("A", KeyState.RETIRED),
                        org.assertj.core.groups.Tuple.tuple("B", KeyState.ACTIVE),
                        org.assertj.core.groups.Tuple.tuple("C", KeyState.PREPARED));
        assertThat(change.writes().get(0).removeAt()).contains(Instant.parse("2026-01-24T13:01:00Z"));
        assertThat(change.after().keys()).hasSize(3);
    }

    @Test
    void makesUpForAKeyThatWasNotMadeInTime() {
        StoredRing ring = at("2026-01-24T00:00:00Z", active("A", CHRISTMAS), prepared("B", CHRISTMAS));

        RingChange change = RingChange.of(ring, MONTHLY.due(ring), Rings.TIMES, List.of());

        assertThat(change.after().prepared()).isEmpty();
        assertThat(MONTHLY.due(change.after())).containsExactly(new Prepare());
    }
}
