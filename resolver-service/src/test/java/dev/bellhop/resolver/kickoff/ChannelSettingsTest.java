package dev.bellhop.resolver.kickoff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Settings of the channels that no test would miss within its time. */
class ChannelSettingsTest {
    private final Properties settings = new Properties();

    @BeforeEach
    void readTheSettings() throws IOException {
        try (InputStream file = getClass().getResourceAsStream("/application.properties")) {
            settings.load(file);
        }
    }

    @Test
    void theConnectorNeverStopsReadingForARecordsAge() {
        assertThat(settings)
                .containsEntry("mp.messaging.incoming.kickoffs.throttled.unprocessed-record-max-age.ms", "0");
    }

    @Test
    void nothingIsHeldBackToFillABatch() {
        assertThat(settings)
                .containsEntry("mp.messaging.outgoing.audit.linger.ms", "0")
                .containsEntry("mp.messaging.outgoing.results.linger.ms", "0")
                .containsEntry("mp.messaging.outgoing.dead-letters.linger.ms", "0");
    }

    @Test
    void largeRecordsComeAFewAtATime() {
        assertThat(settings)
                .containsEntry("mp.messaging.incoming.kickoffs.fetch.max.bytes", "4194304")
                .containsEntry("mp.messaging.incoming.kickoffs.max.partition.fetch.bytes", "262144");
    }
}
