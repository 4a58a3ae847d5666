package dev.bellhop.issuer.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RingStatusTest {
    private static final Instant NOW = Instant.parse("2026-01-05T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "PT0S, ",
        "PT30S, ",
        "PT-30S, ",
        "PT30.001S, this replica's clock is PT30.001S ahead of the database's",
        "PT-31S, this replica's clock is PT31S behind the database's"
    })
    void trustsAClockThatAgreesWithTheDatabases(String offset, String refusal) {
        RingStatus status = RingStatus.NOT_FOLLOWED.read(NOW, reading(Duration.parse(offset)));

        assertThat(status.clockRefusal(Duration.ofSeconds(30))
                        .map(why -> why.split(",", 2)[0])
                        .orElse(null))
                .isEqualTo(refusal);
    }

    @Test
    void tellsOfADatabaseThatWentAndCameBack() {
        RingStatus read = RingStatus.NOT_FOLLOWED.read(NOW, reading(Duration.ZERO));
        RingStatus lost = read.failedToRead();
        RingStatus back = lost.read(NOW.plusSeconds(60), reading(Duration.ZERO));

        assertThat(read.facts()).isEqualTo(Map.of("ringReadAt", NOW.toString(), "database", "answering"));
        assertThat(read.recovered()).isFalse();
        assertThat(lost.facts()).isEqualTo(Map.of("ringReadAt", NOW.toString(), "database", "not answering: degraded"));
        assertThat(back.recovered()).isTrue();
        assertThat(back.facts()).containsEntry("database", "answering");
    }

    @Test
    void hasNothingToTellInConfiguredMode() {
        assertThat(RingStatus.NOT_FOLLOWED.facts()).isEmpty();
        assertThat(RingStatus.NOT_FOLLOWED.clockRefusal(Duration.ofSeconds(30))).isEmpty();
    }

    private static ManagedRing.Reading reading(Duration offset) {
        return new ManagedRing.Reading(
                new StoredRing(List.of(), true, NOW), Sighting.of(NOW, NOW.plus(offset), 0, offset));
    }
}
