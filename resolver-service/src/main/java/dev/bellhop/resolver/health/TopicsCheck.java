package dev.bellhop.resolver.health;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready only while the cluster answers and has our topics: without them nothing can be read, recorded or released. */
@Readiness
@ApplicationScoped
class TopicsCheck implements AsyncHealthCheck {
    private static final String NAME = "Kafka topics";
    /** However often the probes come. */
    private static final Duration KEPT = Duration.ofSeconds(5);

    private final Uni<HealthCheckResponse> state;

    TopicsCheck(Broker broker, TopicNames topics) {
        this.state = Uni.createFrom()
                .deferred(() -> broker.missing(topics.all()))
                .map(missing ->
                        missing.isEmpty() ? HealthCheckResponse.up(NAME) : down("missing", String.join(", ", missing)))
                .onFailure()
                .recoverWithItem(failure -> down(
                        "cause",
                        "the cluster does not answer: " + failure.getClass().getSimpleName()))
                .memoize()
                .atLeast(KEPT);
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return state;
    }

    private static HealthCheckResponse down(String what, String value) {
        return HealthCheckResponse.named(NAME).down().withData(what, value).build();
    }
}
