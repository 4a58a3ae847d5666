package dev.bellhop.issuer.key;

import static dev.bellhop.issuer.key.KeyRingTest.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.issuer.problem.IssuerException;
import dev.bellhop.issuer.problem.IssuerException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SigningKeysTest {
    private static final Instant NOW = Instant.parse("2026-01-05T00:00:00Z");
    private static final Duration LEASE = Duration.ofHours(12);

    private final SigningKeys keys = new SigningKeys();
    private final KeyRing ring = new KeyRing(List.of(
            key("A", KeyState.ACTIVE, NOW.toString(), NOW.toString(), null),
            key("B", KeyState.PREPARED, NOW.toString(), "2026-01-05T06:00:00Z", null)));

    @Test
    void saysWhatIsMissingUntilItHasARing() {
        keys.lack(new IssuerException(Reason.KEY_SETTING_MISSING, "bellhop.sealing.keyset-file is not set"));

        assertThatThrownBy(() -> keys.at(NOW)).hasMessage("bellhop.sealing.keyset-file is not set");
    }

    @Test
    void servesOnWithoutTheDatabaseUntilTheLeaseEnds() {
        keys.hold(ring, NOW, LEASE);
        keys.lack(new IssuerException(Reason.KEY_RING_UNREADABLE, "down"));

        assertThat(keys.at(NOW.plus(LEASE).minusMillis(1)).signing().kid()).isEqualTo("B");
        assertThatThrownBy(() -> keys.at(NOW.plus(LEASE)))
                .isInstanceOfSatisfying(
                        IssuerException.class, why -> assertThat(why.reason()).isEqualTo(Reason.KEY_RING_STALE));
    }

    @Test
    void servesOnLongerAfterEachRead() {
        keys.hold(ring, NOW, LEASE);
        keys.hold(ring, NOW.plusSeconds(60), LEASE);

        assertThat(keys.at(NOW.plus(LEASE)).signing().kid()).isEqualTo("B");
    }

    @Test
    void handsOutTheSameObjectUntilSomethingChanges() {
        keys.hold(ring, NOW, LEASE);
        CurrentKeys first = keys.at(NOW);
        keys.hold(new KeyRing(ring.keys()), NOW.plusSeconds(5), LEASE);

        assertThat(keys.at(NOW.plusSeconds(6))).isSameAs(first);
        CurrentKeys afterHandover = keys.at(NOW.plus(Duration.ofHours(6)));
        assertThat(afterHandover).isNotSameAs(first);
        assertThat(keys.at(NOW.plus(Duration.ofHours(7)))).isSameAs(afterHandover);
    }

    @Test
    void stopsAtOnceWhenTheRingHasNothingThatSigns() {
        keys.hold(ring, NOW, LEASE);
        keys.hold(new KeyRing(List.of()), NOW, LEASE);

        assertThatThrownBy(() -> keys.at(NOW)).hasMessage("the key ring has no key that may sign");
    }

    @Test
    void keepsAConfiguredKeyForEver() {
        keys.hold(ring.keys().get(0).key());

        assertThat(keys.at(Instant.parse("2999-01-01T00:00:00Z")).signing().kid())
                .isEqualTo("A");
    }
}
