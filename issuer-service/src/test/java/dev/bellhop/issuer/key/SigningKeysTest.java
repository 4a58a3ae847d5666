package dev.bellhop.issuer.key;

import static dev.bellhop.issuer.key.KeyRingTest.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.issuer.problem.IssuerException;
import dev.bellhop.issuer.problem.IssuerException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SigningKeysTest {
    private static final Instant NOW = Instant.parse("2026-01-05T00:00:00Z");
    private static final Duration LEASE = Duration.ofHours(12);
    private static final Duration TOLERANCE = Duration.ofSeconds(30);
    private static final Instant REMOVAL = Instant.parse("2026-01-05T06:00:00Z");

    /** The two clocks of this replica: they go on together unless a test sets one anew. */
    private Instant wall = NOW;

    private long nanos = 17;

    private final SigningKeys keys = new SigningKeys(() -> nanos);
    private final KeyRing ring = new KeyRing(List.of(
            key("A", KeyState.RETIRED, "2026-01-01T00:00:00Z", REMOVAL.toString()),
            key("B", KeyState.ACTIVE, NOW.toString(), null)));

    @Test
    void saysWhatIsMissingUntilItHasARing() {
        keys.lack(new IssuerException(Reason.KEY_SETTING_MISSING, "bellhop.sealing.keyset-file is not set"));

        assertThatThrownBy(() -> keys.at(wall)).hasMessage("bellhop.sealing.keyset-file is not set");
    }

    @Test
    void servesOnWithoutTheDatabaseUntilTheLeaseEnds() {
        read(ring);
        keys.lack(new IssuerException(Reason.KEY_RING_UNREADABLE, "down"));

        pass(LEASE.minusMillis(1));
        assertThat(keys.at(wall).signing().kid()).isEqualTo("B");
        assertThat(keys.leaseLeft(wall)).contains(Duration.ofMillis(1));
        pass(Duration.ofMillis(1));
        assertThatThrownBy(() -> keys.at(wall)).satisfies(SigningKeysTest::isStale);
        assertThatThrownBy(() -> keys.published(wall)).satisfies(SigningKeysTest::isStale);
    }

    @Test
    void servesOnLongerAfterEachRead() {
        read(ring);
        pass(Duration.ofMinutes(1));
        read(ring);

        pass(LEASE.minusSeconds(1));
        assertThat(keys.at(wall).signing().kid()).isEqualTo("B");
    }

    @Test
    void aWallClockSetBackDoesNotLengthenTheLease() {
        read(ring);
        pass(LEASE);
        wall = NOW;

        assertThatThrownBy(() -> keys.published(wall)).satisfies(SigningKeysTest::isStale);
    }

    @Test
    void aMachineThatSleptDoesNotLengthenTheLease() {
        read(ring);
        wall = wall.plus(LEASE); // the monotonic clock stood still

        assertThatThrownBy(() -> keys.published(wall)).satisfies(SigningKeysTest::isStale);
    }

    @Test
    void aMachineThatSleptAfterItsWallClockWasSetBackDoesNotLengthenTheLease() {
        read(ring);
        wall = wall.minus(Duration.ofDays(1));
        assertThat(keys.published(wall).keys()).hasSize(2);
        wall = wall.plus(LEASE);

        assertThatThrownBy(() -> keys.published(wall)).satisfies(SigningKeysTest::isStale);
    }

    @Test
    void signsNothingByAWallClockThatWentWrongSinceAndPublishesOnByTheDatabases() {
        read(ring);
        pass(Duration.ofHours(1));
        wall = wall.plus(Duration.ofHours(9)); // would remove A

        assertThatThrownBy(() -> keys.at(wall))
                .isInstanceOfSatisfying(
                        IssuerException.class, why -> assertThat(why.reason()).isEqualTo(Reason.CLOCK_WRONG))
                .hasMessageContaining("ahead of the database's, more than bellhop.keys.clock-tolerance");
        assertThat(keys.published(wall).keys()).extracting(PublishedKey::kid).containsExactly("A", "B");
    }

    @Test
    void carriesOutARemovalByTheDatabasesTimeEvenIfTheWallClockStands() {
        read(ring);
        pass(Duration.ofHours(6));
        wall = NOW;

        assertThat(keys.published(wall).keys()).extracting(PublishedKey::kid).containsExactly("B");
    }

    @Test
    void handsOutTheSameObjectUntilSomethingChanges() {
        read(ring);
        CurrentKeys first = keys.at(wall);
        PublishedKeys published = keys.published(wall);
        pass(Duration.ofSeconds(5));
        read(new KeyRing(ring.keys()));

        assertThat(keys.at(wall)).isSameAs(first);
        assertThat(keys.published(wall)).isSameAs(published);
        pass(Duration.ofHours(6));
        PublishedKeys afterRemoval = keys.published(wall);
        assertThat(afterRemoval).isNotSameAs(published);
        pass(Duration.ofHours(1));
        assertThat(keys.published(wall)).isSameAs(afterRemoval);
    }

    @Test
    void dropsAReadingThatAnotherOneOvertook() {
        Sighting early = seen();
        pass(Duration.ofSeconds(1));
        read(ring);
        keys.hold(new KeyRing(List.of(key("X", KeyState.ACTIVE, NOW.toString(), null))), early, LEASE, TOLERANCE);

        assertThat(keys.at(wall).signing().kid()).isEqualTo("B");
    }

    @Test
    void publishesOnWithoutAKeyThatSigns() {
        read(ring.only(Set.of("A")));

        assertThatThrownBy(() -> keys.at(wall)).hasMessage("the key ring has no key that may sign");
        assertThat(keys.published(wall).keys()).extracting(PublishedKey::kid).containsExactly("A");
    }

    @Test
    void neverPublishesAnEmptySet() {
        read(new KeyRing(List.of()));

        assertThatThrownBy(() -> keys.published(wall)).hasMessage("the key ring has no key that may sign");
    }

    @Test
    void aReadingThatCannotBeTrustedEndsSigningAndTakesRevokedKeysAway() {
        read(ring);
        keys.distrust(new IssuerException(Reason.CLOCK_WRONG, "off"), Set.of("B", "C"));

        assertThatThrownBy(() -> keys.at(wall)).hasMessage("off");
        assertThat(keys.published(wall).keys()).extracting(PublishedKey::kid).containsExactly("B");
        read(ring);
        assertThat(keys.at(wall).signing().kid()).isEqualTo("B");
    }

    @Test
    void keepsConfiguredKeysForEver() {
        keys.hold(ring.at(NOW));

        assertThat(keys.at(Instant.parse("2999-01-01T00:00:00Z")).signing().kid())
                .isEqualTo("B");
    }

    private static void isStale(Throwable failure) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        IssuerException.class, why -> assertThat(why.reason()).isEqualTo(Reason.KEY_RING_STALE));
    }

    private void read(KeyRing read) {
        keys.hold(read, seen(), LEASE, TOLERANCE);
    }

    private Sighting seen() {
        return Sighting.of(wall, wall, nanos, Duration.ZERO);
    }

    private void pass(Duration span) {
        wall = wall.plus(span);
        nanos += span.toNanos();
    }
}
