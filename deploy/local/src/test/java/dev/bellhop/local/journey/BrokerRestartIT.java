package dev.bellhop.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.local.client.Kickoff;
import dev.bellhop.local.client.Worker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class BrokerRestartIT {
    @Test
    void everyKickoffInFlightStillEndsAsAResult() {
        Tenant tenant = Tenant.planted();
        Worker worker = new Worker();
        try (Journey journey = new Journey()) {
            String slow = tenant.cloud().fault(Map.of("host", tenant.vaultHost(), "delayMillis", 1000));
            List<Kickoff> inFlight = tenant.kickoffs(worker, 60);
            journey.publishEvenly(inFlight);

            TestStack.get().kafka().stop();
            TestStack.get().kafka().restart();
            tenant.cloud().endFault(slow);

            Awaitility.await()
                    .atMost(Duration.ofSeconds(120))
                    .untilAsserted(() -> assertThat(journey.answered(inFlight)).hasSize(inFlight.size()));
            JsonNode after = journey.resolved(tenant.kickoff(worker));
            assertThat(worker.open(after).values()).hasSize(3);
        }
    }
}
