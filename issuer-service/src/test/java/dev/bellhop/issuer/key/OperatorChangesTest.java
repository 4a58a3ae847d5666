package dev.bellhop.issuer.key;

import static dev.bellhop.issuer.key.Rings.active;
import static dev.bellhop.issuer.key.Rings.prepared;
import static dev.bellhop.issuer.key.Rings.retired;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.bellhop.issuer.key.RingRefusal.Reason;
import dev.bellhop.issuer.key.RingStep.Begin;
import dev.bellhop.issuer.key.RingStep.HandOver;
import dev.bellhop.issuer.key.RingStep.Prepare;
import dev.bellhop.issuer.key.RingStep.Remove;
import dev.bellhop.issuer.key.RingStep.Revoke;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OperatorChangesTest {
    private static final OperatorChanges CHANGES =
            new OperatorChanges(new RotationPolicy(Rings.TIMES, RotationSchedule.NEVER));

    private static final String LONG_AGO = "2025-12-25T00:00:00Z";
    private static final String YESTERDAY = "2026-01-04T00:00:00Z";
    private static final String JUST_NOW = "2026-01-04T00:00:01Z";
    private static final String NOW = "2026-01-05T00:00:00Z";
    private static final String LATER = "2026-01-05T06:00:00Z";

    private static final StoredRing READY = at(NOW, active("A", LONG_AGO), prepared("B", YESTERDAY));
    private static final StoredRing YOUNG = at(NOW, active("A", LONG_AGO), prepared("B", JUST_NOW));
    private static final StoredRing FULL =
            at(NOW, retired("Z", YESTERDAY, LATER), active("A", LONG_AGO), prepared("B", YESTERDAY));

    /** A change, so that its argument sets can name it. */
    private interface Change extends Function<StoredRing, List<RingStep>> {}

    static Stream<Arguments> grantsWhatIsSafe() {
        return Stream.of(
                argumentSet("rotate", (Change) CHANGES::rotate, READY, List.of(new HandOver(), new Prepare())),
                argumentSet(
                        "activate",
                        (Change) ring -> CHANGES.activate(ring, "B"),
                        READY,
                        List.of(new HandOver(), new Prepare())),
                argumentSet("activate again", (Change) ring -> CHANGES.activate(ring, "A"), READY, List.of()),
                argumentSet(
                        "rotate when the retired key may go",
                        (Change) CHANGES::rotate,
                        at(LATER, retired("Z", YESTERDAY, LATER), active("A", LONG_AGO), prepared("B", YESTERDAY)),
                        List.of(new Remove("Z"), new HandOver(), new Prepare())),
                argumentSet(
                        "prepare", (Change) CHANGES::prepare, at(NOW, active("A", LONG_AGO)), List.of(new Prepare())),
                argumentSet(
                        "prepare beside a retired key",
                        (Change) CHANGES::prepare,
                        at(NOW, retired("Z", YESTERDAY, LATER), active("A", LONG_AGO)),
                        List.of(new Prepare())),
                argumentSet(
                        "revoke the signing key",
                        (Change) ring -> CHANGES.revoke(ring, "A", false),
                        FULL,
                        List.of(new Revoke("A"), new HandOver(), new Prepare())),
                argumentSet(
                        "revoke the prepared key",
                        (Change) ring -> CHANGES.revoke(ring, "B", false),
                        YOUNG,
                        List.of(new Revoke("B"), new Prepare())),
                argumentSet(
                        "revoke the retired key",
                        (Change) ring -> CHANGES.revoke(ring, "Z", false),
                        FULL,
                        List.of(new Revoke("Z"))),
                argumentSet(
                        "revoke the signing key whatever it costs",
                        (Change) ring -> CHANGES.revoke(ring, "A", true),
                        YOUNG,
                        List.of(new Revoke("A"), new HandOver(), new Prepare())),
                argumentSet(
                        "revoke the only key whatever it costs",
                        (Change) ring -> CHANGES.revoke(ring, "A", true),
                        at(NOW, active("A", LONG_AGO)),
                        List.of(new Revoke("A"), new Begin(), new Prepare())));
    }

    @ParameterizedTest
    @MethodSource
    void grantsWhatIsSafe(Change change, StoredRing ring, List<RingStep> steps) {
        assertThat(change.apply(ring)).isEqualTo(steps);
        List<SealedKey> spare = List.of(Rings.sealed("X"), Rings.sealed("Y"));
        assertThat(RingChange.of(ring, steps, Rings.TIMES, spare).after().keys())
                .hasSizeLessThanOrEqualTo(StoredRing.MOST_PUBLISHED);
    }

    static Stream<Arguments> refusesTheRestUntilItIsSafe() {
        return Stream.of(
                argumentSet(
                        "rotate too early",
                        (Change) CHANGES::rotate,
                        YOUNG,
                        Reason.SIGNING_KEY_NOT_ANNOUNCED,
                        "2026-01-05T00:00:01Z"),
                argumentSet(
                        "activate too early",
                        (Change) ring -> CHANGES.activate(ring, "B"),
                        YOUNG,
                        Reason.SIGNING_KEY_NOT_ANNOUNCED,
                        "2026-01-05T00:00:01Z"),
                argumentSet("rotate a full set", (Change) CHANGES::rotate, FULL, Reason.KEY_SET_FULL, LATER),
                argumentSet(
                        "rotate a full set too early",
                        (Change) CHANGES::rotate,
                        at(NOW, retired("Z", YESTERDAY, LATER), active("A", LONG_AGO), prepared("B", JUST_NOW)),
                        Reason.SIGNING_KEY_NOT_ANNOUNCED,
                        LATER),
                argumentSet(
                        "rotate without a successor",
                        (Change) CHANGES::rotate,
                        at(NOW, active("A", LONG_AGO)),
                        Reason.SIGNING_KEY_MISSING,
                        null),
                argumentSet(
                        "activate a retired key",
                        (Change) ring -> CHANGES.activate(ring, "Z"),
                        FULL,
                        Reason.SIGNING_KEY_RETIRED,
                        null),
                argumentSet(
                        "activate an unknown key",
                        (Change) ring -> CHANGES.activate(ring, "?"),
                        READY,
                        Reason.SIGNING_KEY_UNKNOWN,
                        null),
                argumentSet(
                        "prepare a second successor",
                        (Change) CHANGES::prepare,
                        READY,
                        Reason.SIGNING_KEY_PREPARED_ALREADY,
                        null),
                argumentSet(
                        "revoke before the successor is known",
                        (Change) ring -> CHANGES.revoke(ring, "A", false),
                        YOUNG,
                        Reason.SIGNING_KEY_NOT_ANNOUNCED,
                        "2026-01-05T00:00:01Z"));
    }

    @ParameterizedTest
    @MethodSource
    void refusesTheRestUntilItIsSafe(Change change, StoredRing ring, Reason reason, String safeAt) {
        assertThatThrownBy(() -> change.apply(ring)).isInstanceOfSatisfying(RingRefusal.class, refusal -> {
            assertThat(refusal.reason()).isEqualTo(reason);
            assertThat(refusal.safeAt()).isEqualTo(Rings.moment(safeAt));
            refusal.safeAt().ifPresent(moment -> {
                assertThat(refusal).hasMessageContaining(moment.toString());
                assertThat(change.apply(at(ring, moment)))
                        .as("granted at that moment")
                        .isNotEmpty();
                assertThatThrownBy(() -> change.apply(at(ring, moment.minusMillis(1))))
                        .as("not granted a moment earlier")
                        .isInstanceOf(RingRefusal.class);
            });
        });
    }

    /** One is prepared by itself within seconds; by then it may sign a moment later than foretold. */
    @Test
    void foretellsWhenARevocationWithoutASuccessorIsSafe() {
        assertThatThrownBy(() -> CHANGES.revoke(at(NOW, active("A", LONG_AGO)), "A", false))
                .isInstanceOfSatisfying(
                        RingRefusal.class,
                        refusal -> assertThat(refusal.safeAt()).isEqualTo(Rings.moment("2026-01-06T00:00:00Z")));
    }

    private static StoredRing at(StoredRing ring, Instant moment) {
        return new StoredRing(ring.keys(), ring.pristine(), moment);
    }

    private static StoredRing at(String now, StoredKey... keys) {
        return Rings.at(now, keys);
    }
}
