package dev.bellhop.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.local.client.Kickoff;
import dev.bellhop.local.client.Worker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class BrokerRestartIT {
    @Test
    void everyKickoffInFlightStillEndsAsAResult() {
        Tenant tenant = Tenant.planted();
        Worker worker = new Worker();
        try (Journey journey = new Journey()) {
            String slow = tenant.cloud().fault(Map.of("host", tenant.vaultHost(), "delayMillis", 2000));
            List<Kickoff> first = tenant.kickoffs(worker, 20);
            journey.publishEvenly(first);
            Awaitility.await()
                    .atMost(Journey.PATIENCE)
                    .until(() -> !journey.answered(first).isEmpty());
            List<Kickoff> inFlight = tenant.kickoffs(worker, 40);
            journey.publishEvenly(inFlight);
            assertThat(journey.answered(inFlight)).as("some are in flight").hasSizeLessThan(inFlight.size());

            TestStack.get().kafka().stop();
            TestStack.get().kafka().restart();
            tenant.cloud().endFault(slow);

            List<Kickoff> all = Stream.concat(first.stream(), inFlight.stream()).toList();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(120))
                    .untilAsserted(() -> assertThat(journey.answered(all)).hasSize(all.size()));
            JsonNode after = journey.resolved(tenant.kickoff(worker));
            assertThat(worker.open(after).values()).hasSize(3);
        }
    }
}
