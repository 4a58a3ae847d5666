package dev.bellhop.resolver.exchange;

import dev.bellhop.resolver.diagnosis.Diagnosis;
import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.diagnosis.ResolutionException;
import dev.bellhop.resolver.upstream.Upstream;
import dev.bellhop.resolver.upstream.UpstreamAnswer;
import dev.bellhop.resolver.upstream.UpstreamConfig;
import dev.bellhop.resolver.upstream.UpstreamException;
import dev.bellhop.resolver.upstream.UpstreamRequest;
import dev.bellhop.resolver.upstream.Upstreams;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Entra's clock beside ours, by the {@code Date} of an answer (RFC 9110, section 6.6.1) to a request without any credential. */
@ApplicationScoped
public class AuthorityClock {
    /** Subject tokens are valid from a minute before they are made. */
    static final Duration MOST = Duration.ofMinutes(1);

    private static final int MAX_BODY = 256 * 1024;

    private final Upstream upstream;
    private final Duration attemptTimeout;

    @Inject
    AuthorityClock(Upstreams upstreams, UpstreamConfig config) {
        this(upstreams.cloud(), config.attemptTimeout());
    }

    AuthorityClock(Upstream upstream, Duration attemptTimeout) {
        this.upstream = upstream;
        this.attemptTimeout = attemptTimeout;
    }

    /** How far it is ahead of ours; fails with a {@link ResolutionException} when that is too much, or when nothing is heard. */
    public Uni<Duration> ahead(AzureCloud cloud) {
        // Any answer has a date, so this asks what costs least.
        URI uri = URI.create("https://" + cloud.authorityHost() + "/common/discovery/instance?api-version=1.1"
                + "&authorization_endpoint=https://" + cloud.authorityHost() + "/common/oauth2/v2.0/authorize");
        return upstream.send(UpstreamRequest.get(uri), attemptTimeout, MAX_BODY)
                .onFailure(UpstreamException.class)
                .transform(failure -> {
                    UpstreamException.Kind kind = ((UpstreamException) failure).kind();
                    Reason reason = kind == UpstreamException.Kind.TIMED_OUT
                            ? Reason.ENTRA_TIMED_OUT
                            : Reason.ENTRA_UNREACHABLE;
                    return new ResolutionException(
                            Diagnosis.of(reason, kind.code(), Map.of("authority", cloud.authorityHost())));
                })
                .map(answer -> compared(cloud, answer));
    }

    private static Duration compared(AzureCloud cloud, UpstreamAnswer answer) {
        Instant theirs = answer.date()
                .orElseThrow(() -> new ResolutionException(Diagnosis.of(
                        Reason.ENTRA_ANSWER_UNREADABLE, "no-date", Map.of("authority", cloud.authorityHost()))));
        Duration ahead = Duration.between(answer.receivedAt(), theirs);
        if (ahead.abs().compareTo(MOST) > 0) {
            throw new ResolutionException(Diagnosis.of(
                    Reason.CLOCK_SKEWED,
                    null,
                    Map.of(
                            "ours", answer.receivedAt().toString(),
                            "theirs", theirs.toString(),
                            "authority", cloud.authorityHost())));
        }
        return ahead;
    }
}
