package dev.bellhop.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.local.client.Kickoff;
import dev.bellhop.local.client.Records.Record;
import dev.bellhop.local.client.ResolverLogs;
import dev.bellhop.local.client.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TwoResolversIT {
    private static final int PARTITIONS = 4;

    @Test
    void bothWorkAndNothingIsLostWhenOneIsKilled() {
        Tenant tenant = Tenant.planted();
        Worker worker = new Worker();
        try (Journey journey = new Journey()) {
            ResolverLogs logs = ResolverLogs.from(journey.stack());
            publish(journey, kickoffs(tenant, worker, 40));
            Awaitility.await()
                    .atMost(Journey.PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    logs.counts("(azure): 3 secret(s) resolved").values())
                            .hasSize(TestStack.RESOLVERS)
                            .allMatch(count -> count > 0));

            String slow = tenant.cloud().fault(Map.of("host", tenant.vaultHost(), "delayMillis", 1500));
            List<Kickoff> inFlight = kickoffs(tenant, worker, 200);
            publish(journey, inFlight);
            Awaitility.await()
                    .atMost(Journey.PATIENCE)
                    .until(() -> answered(journey, inFlight).size() >= 10);
            Set<String> before = answered(journey, inFlight);
            TestStack.get().resolvers().get(0).handle().destroyForcibly();
            tenant.cloud().endFault(slow);
            try {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(120))
                        .untilAsserted(
                                () -> assertThat(answered(journey, inFlight)).hasSize(inFlight.size()));
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

    private static List<Kickoff> kickoffs(Tenant tenant, Worker worker, int count) {
        List<Kickoff> kickoffs = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            kickoffs.add(tenant.kickoff(worker));
        }
        return kickoffs;
    }

    /** Evenly over the partitions, and so over the resolvers: the key is for locality only. */
    private static void publish(Journey journey, List<Kickoff> kickoffs) {
        int partition = 0;
        for (Kickoff kickoff : kickoffs) {
            ProducerRecord<String, String> record =
                    journey.scheduler().record(kickoff, journey.scheduler().grant(kickoff));
            journey.scheduler()
                    .send(new ProducerRecord<>(
                            record.topic(), partition++ % PARTITIONS, record.key(), record.value(), record.headers()));
        }
    }

    private static Set<String> answered(Journey journey, List<Kickoff> kickoffs) {
        Set<String> ids = new HashSet<>();
        kickoffs.forEach(kickoff -> ids.add(kickoff.id().toString()));
        Set<String> answered = new HashSet<>();
        journey.results().soFar().stream()
                .map(Record::key)
                .filter(ids::contains)
                .forEach(answered::add);
        return answered;
    }
}
