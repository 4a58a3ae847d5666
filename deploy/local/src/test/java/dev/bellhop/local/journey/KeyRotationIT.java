package dev.bellhop.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.local.client.Api;
import dev.bellhop.local.client.Kickoff;
import dev.bellhop.local.client.Worker;
import dev.bellhop.local.http.Https;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class KeyRotationIT {
    private static final String KEYS = "/v1/signing-keys";

    @Test
    void kickoffsGoOnThroughARotationAndNoVerifierMeetsAnUnknownKey() {
        Worker worker = new Worker();
        Tenant tenant = Tenant.planted();
        try (Journey journey = new Journey()) {
            Api operator = new Api(
                    Https.trusting(journey.stack().caFile()),
                    journey.stack().issuer().url(),
                    journey.stack().tokens().get("operator"));
            CachingVerifier verifier = new CachingVerifier(journey.stack());
            awaitRotatable(operator);
            JsonNode before = operator.get(KEYS).json();
            String old = kid(before, "active");
            String next = kid(before, "prepared");
            String signedBefore = kickOff(journey, tenant, worker, verifier);

            JsonNode after = operator.created(KEYS + "/rotate", Map.of());

            assertThat(kid(after, "retired")).isEqualTo(old);
            assertThat(kid(after, "active")).isEqualTo(next);
            long end = System.nanoTime() + verifier.maxAge().multipliedBy(2).toNanos();
            do {
                kickOff(journey, tenant, worker, verifier);
                verifier.meet(signedBefore);
            } while (System.nanoTime() < end);
            assertThat(verifier.met()).containsExactlyInAnyOrder(old, next);
            // subject tokens of the new key are taken by the cloud, too
            kickOff(journey, Tenant.planted(), worker, verifier);

            Https.Answer tooEarly = operator.post(KEYS + "/rotate", Map.of());
            assertThat(tooEarly.status()).as(tooEarly.body()).isEqualTo(409);
            assertThat(Instant.parse(tooEarly.json().path("safeAt").asText()))
                    .isAfter(Instant.parse(after.path("databaseTime").asText()));
        }
    }

    /** A kickoff from its grant to its result; the grant is what the verifier meets. */
    private static String kickOff(Journey journey, Tenant tenant, Worker worker, CachingVerifier verifier) {
        Kickoff kickoff = tenant.kickoff(worker);
        String grant = journey.scheduler().grant(kickoff);
        verifier.meet(grant);
        journey.scheduler().publish(kickoff, grant);
        JsonNode result = journey.resultOf(kickoff);
        assertThat(result.path("status").asText()).as(result.toString()).isEqualTo("resolved");
        return grant;
    }

    /** Half a minute after the stack's start; usually long ago. */
    private static void awaitRotatable(Api operator) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    JsonNode ring = operator.get(KEYS).json();
                    return !Instant.parse(ring.path("rotatableAt").asText())
                            .isAfter(Instant.parse(ring.path("databaseTime").asText()));
                });
    }

    private static String kid(JsonNode ring, String state) {
        List<JsonNode> keys = ring.path("keys").findParents("kid").stream()
                .filter(key -> key.path("state").asText().equals(state))
                .toList();
        assertThat(keys).as("%s keys of %s", state, ring).hasSize(1);
        return keys.get(0).path("kid").asText();
    }
}
