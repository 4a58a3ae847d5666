package dev.bellhop.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.local.client.Kickoff;
import dev.bellhop.local.client.ResolverLogs;
import dev.bellhop.local.client.Worker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TwoResolversIT {
    @Test
    void bothWorkAndNothingIsLostWhenOneIsKilled() {
        Tenant tenant = Tenant.planted();
        Worker worker = new Worker();
        try (Journey journey = new Journey()) {
            ResolverLogs logs = ResolverLogs.from(journey.stack());
            journey.publishEvenly(tenant.kickoffs(worker, 40));
            Awaitility.await()
                    .atMost(Journey.PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    logs.counts("(azure): 3 secret(s) resolved").values())
                            .hasSize(TestStack.RESOLVERS)
                            .allMatch(count -> count > 0));

            String slow = tenant.cloud().fault(Map.of("host", tenant.vaultHost(), "delayMillis", 1500));
            List<Kickoff> inFlight = tenant.kickoffs(worker, 200);
            journey.publishEvenly(inFlight);
            Awaitility.await()
                    .atMost(Journey.PATIENCE)
                    .until(() -> journey.answered(inFlight).size() >= 10);
            Set<String> before = journey.answered(inFlight);
            TestStack.get().resolvers().get(0).handle().destroyForcibly();
            tenant.cloud().endFault(slow);
            try {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(120))
                        .untilAsserted(
                                () -> assertThat(journey.answered(inFlight)).hasSize(inFlight.size()));
                assertThat(before).as("some were in flight when it was killed").hasSizeLessThan(inFlight.size());
                assertThat(journey.results().soFar())
                        .allSatisfy(result -> assertThat(
                                        result.json().path("status").asText())
                                .isEqualTo("resolved"));
            } finally {
                TestStack.get().restartResolver(0);
            }
        }
    }
}
