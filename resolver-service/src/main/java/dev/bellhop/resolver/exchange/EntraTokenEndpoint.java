package dev.bellhop.resolver.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.fresh.Lifetime;
import dev.bellhop.resolver.upstream.HopLatency;
import dev.bellhop.resolver.upstream.Upstream;
import dev.bellhop.resolver.upstream.UpstreamAnswer;
import dev.bellhop.resolver.upstream.UpstreamException;
import dev.bellhop.resolver.upstream.UpstreamRequest;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.DoubleSupplier;

/** Microsoft Entra ID's v2.0 token endpoint, asked for a vault token by client assertion or client secret. One attempt. */
final class EntraTokenEndpoint {
    private static final HopLatency LATENCY = new HopLatency("exchange");

    private static final int MAX_BODY = 256 * 1024;
    private static final int MAX_TOKEN = 32 * 1024;

    private final Upstream upstream;
    private final Duration attemptTimeout;
    private final DoubleSupplier jitter;

    EntraTokenEndpoint(Upstream upstream, Duration attemptTimeout, DoubleSupplier jitter) {
        this.upstream = upstream;
        this.attemptTimeout = attemptTimeout;
        this.jitter = jitter;
    }

    /** Exchanges; fails with an {@link EntraRefusal}. */
    Uni<AccessToken> token(TokenKey key, Proof proof) {
        return Uni.createFrom()
                .item(() -> request(key, proof))
                .chain(request -> upstream.send(request, attemptTimeout, MAX_BODY, LATENCY))
                .onFailure(UpstreamException.class)
                .transform(failure -> unreached((UpstreamException) failure))
                .map(this::tokenOf);
    }

    private static UpstreamRequest request(TokenKey key, Proof proof) {
        String tenant = key.tenant();
        // The reference's client restriction; it keeps the segment a segment.
        if (tenant == null || !tenant.matches("[0-9A-Za-z.-]{1,253}")) {
            throw new EntraRefusal(Reason.TENANT_MALFORMED, Optional.empty(), "", null, false);
        }
        URI uri = URI.create("https://" + key.cloud().authorityHost() + "/" + tenant + "/oauth2/v2.0/token");
        List<Map.Entry<String, String>> form = new ArrayList<>(List.of(
                Map.entry("grant_type", "client_credentials"),
                Map.entry("client_id", key.client()),
                Map.entry("scope", key.cloud().vaultScope())));
        form.addAll(proof.fields());
        return UpstreamRequest.form(uri, form)
                .header("client-request-id", UUID.randomUUID().toString())
                .header("return-client-request-id", "true")
                .header("x-ms-lib-capability", "retry-after, h429");
    }

    private AccessToken tokenOf(UpstreamAnswer answer) {
        if (answer.status() != 200) {
            throw refusal(answer);
        }
        return answer.json(JsonNode.class)
                .flatMap(body -> read(body, answer.startedAt()))
                .orElseThrow(
                        () -> new EntraRefusal(Reason.ENTRA_ANSWER_UNREADABLE, Optional.of("200"), "", null, true));
    }

    private Optional<AccessToken> read(JsonNode body, Instant startedAt) {
        String token = body.path("access_token").asText("");
        // As a JSON number or as a string: both are seen.
        long life = body.path("expires_in").asLong(0);
        boolean bearer = "bearer".equalsIgnoreCase(body.path("token_type").asText(""));
        boolean sane = !token.isEmpty()
                && token.length() <= MAX_TOKEN
                && token.chars().allMatch(c -> c > ' ' && c < 0x7f)
                && life > 0
                && life <= Duration.ofDays(7).toSeconds();
        if (!bearer || !sane) {
            return Optional.empty();
        }
        long renewIn = body.path("refresh_in").asLong(0);
        return Optional.of(new AccessToken(
                token,
                Lifetime.of(
                        startedAt,
                        Duration.ofSeconds(life),
                        renewIn > 0 ? Optional.of(Duration.ofSeconds(renewIn)) : Optional.empty(),
                        jitter.getAsDouble())));
    }

    private static EntraRefusal refusal(UpstreamAnswer answer) {
        EntraError error = EntraError.of(answer);
        int status = answer.status();
        Duration retryAfter = answer.retryAfter().orElse(null);
        Optional<Reason> known = error.code().flatMap(EntraCodes::reason);
        Reason reason;
        if (status == 429) {
            reason = Reason.ENTRA_THROTTLED;
        } else if (known.isPresent()) {
            reason = known.get();
        } else if (status >= 500 || status == 408) {
            reason = Reason.ENTRA_UNAVAILABLE;
        } else {
            reason = error.code().isPresent() ? Reason.EXCHANGE_REFUSED : Reason.ENTRA_ANSWER_UNREADABLE;
        }
        // An unreadable refusal of the 4xx kind, such as a front end's HTML, is no passing trouble.
        boolean passes = reason.retryable() && reason != Reason.ENTRA_ANSWER_UNREADABLE;
        String clock = reason == Reason.ASSERTION_TIME
                ? answer.date()
                        .map(time -> "Entra's clock read " + time + ", ours " + answer.receivedAt() + ".")
                        .orElse("")
                : "";
        return new EntraRefusal(
                reason,
                error.name().or(() -> Optional.of(String.valueOf(status))),
                clock,
                error.ids(),
                error.echo(),
                retryAfter,
                passes);
    }

    private static EntraRefusal unreached(UpstreamException failure) {
        Reason reason =
                switch (failure.kind()) {
                    case TIMED_OUT -> Reason.ENTRA_TIMED_OUT;
                    case TOO_LARGE -> Reason.ENTRA_ANSWER_UNREADABLE;
                    default -> Reason.ENTRA_UNREACHABLE;
                };
        return new EntraRefusal(
                reason, Optional.of(failure.kind().code()), "", null, reason != Reason.ENTRA_ANSWER_UNREADABLE);
    }
}
