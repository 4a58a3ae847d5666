package dev.bellhop.resolver.upstream;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** How long each request to another service takes, by the leg of a kickoff's way it belongs to. */
public final class HopLatency {
    private final Timer answered;
    private final Timer failed;

    /** @param hop as in problems: {@code plan}, {@code subject-token}, {@code exchange}, {@code vault} */
    public HopLatency(String hop) {
        this.answered = timer(hop, "answered");
        this.failed = timer(hop, "no-answer");
    }

    /** The same request, timed; any status is an answer. */
    Uni<UpstreamAnswer> timed(Uni<UpstreamAnswer> request) {
        return Uni.createFrom().deferred(() -> {
            long started = System.nanoTime();
            return request.onItemOrFailure()
                    .invoke((answer, failure) -> (failure == null ? answered : failed)
                            .record(Duration.ofNanos(System.nanoTime() - started)));
        });
    }

    private static Timer timer(String hop, String outcome) {
        return Timer.builder("bellhop.hop")
                .description("requests to other services, from hand-over to the last byte")
                .tag("hop", hop)
                .tag("outcome", outcome)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(Metrics.globalRegistry);
    }
}
