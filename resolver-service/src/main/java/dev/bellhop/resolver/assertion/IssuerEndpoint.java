package dev.bellhop.resolver.assertion;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellhop.resolver.diagnosis.Diagnosis;
import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.diagnosis.ResolutionException;
import dev.bellhop.resolver.fresh.Lifetime;
import dev.bellhop.resolver.upstream.HopLatency;
import dev.bellhop.resolver.upstream.ServiceUrl;
import dev.bellhop.resolver.upstream.Upstream;
import dev.bellhop.resolver.upstream.UpstreamAnswer;
import dev.bellhop.resolver.upstream.UpstreamException;
import dev.bellhop.resolver.upstream.UpstreamRequest;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** issuer-service's token endpoint (RFC 8693, section 2): this service's own token in, a subject token out. One attempt. */
final class IssuerEndpoint {
    private static final HopLatency LATENCY = new HopLatency("subject-token");

    private static final int MAX_BODY = 64 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Upstream upstream;
    private final ServiceUrl base;
    private final Supplier<Uni<String>> serviceToken;
    private final Duration attemptTimeout;
    private final DoubleSupplier jitter;

    IssuerEndpoint(
            Upstream upstream,
            ServiceUrl base,
            Supplier<Uni<String>> serviceToken,
            Duration attemptTimeout,
            DoubleSupplier jitter) {
        this.upstream = upstream;
        this.base = base;
        this.serviceToken = serviceToken;
        this.attemptTimeout = attemptTimeout;
        this.jitter = jitter;
    }

    /** Mints one; fails with a {@link ResolutionException}. */
    Uni<ClientAssertion> mint(AssertionKey key) {
        return serviceToken
                .get()
                .onFailure(failure -> !(failure instanceof ResolutionException))
                .transform(failure -> refused(Reason.ISSUER_REFUSED, "no-service-token", key, null))
                .chain(token -> upstream.send(request(key, token), attemptTimeout, MAX_BODY, LATENCY))
                .onFailure(UpstreamException.class)
                .transform(failure -> refused(
                        Reason.ISSUER_UNAVAILABLE,
                        ((UpstreamException) failure).kind().code(),
                        key,
                        null))
                .map(answer -> assertionOf(answer, key));
    }

    private UpstreamRequest request(AssertionKey key, String serviceToken) {
        List<Map.Entry<String, String>> form = new ArrayList<>(List.of(
                Map.entry("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"),
                Map.entry("subject_token", serviceToken),
                Map.entry("subject_token_type", "urn:ietf:params:oauth:token-type:jwt"),
                Map.entry("audience", key.audience()),
                Map.entry("resource", "urn:bellhop:organization:" + key.organization())));
        key.automation().ifPresent(id -> form.add(Map.entry("resource", "urn:bellhop:automation:" + id)));
        return UpstreamRequest.form(base.at("/oauth2/token"), form);
    }

    private ClientAssertion assertionOf(UpstreamAnswer answer, AssertionKey key) {
        int status = answer.status();
        if (status != 200) {
            boolean passes = status == 408 || status == 429 || status >= 500;
            String error = answer.json(OAuthError.class)
                    .map(OAuthError::error)
                    .filter(code -> code.matches("[a-z_]{1,40}"))
                    .map(code -> status + " " + code)
                    .orElse(String.valueOf(status));
            throw refused(
                    passes ? Reason.ISSUER_UNAVAILABLE : Reason.ISSUER_REFUSED,
                    error,
                    key,
                    answer.retryAfter().orElse(null));
        }
        return answer.json(IssuedToken.class)
                .flatMap(issued -> read(issued, answer, key))
                .orElseThrow(() -> refused(Reason.ISSUER_ANSWER_UNREADABLE, "200", key, null));
    }

    private Optional<ClientAssertion> read(IssuedToken issued, UpstreamAnswer answer, AssertionKey key) {
        if (issued.accessToken() == null || issued.expiresIn() <= 0) {
            return Optional.empty();
        }
        String[] parts = issued.accessToken().split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        Optional<JsonNode> header = decoded(parts[0]);
        Optional<JsonNode> claims = decoded(parts[1]);
        // Our own issuer is trusted; what it minted must still be what was asked for before it is presented in
        // somebody's name.
        if (header.isEmpty()
                || claims.isEmpty()
                || !key.subject().equals(claims.get().path("sub").asText())) {
            return Optional.empty();
        }
        Duration life = Duration.ofSeconds(issued.expiresIn());
        return Optional.of(new ClientAssertion(
                issued.accessToken(),
                claims.get().path("iss").asText(),
                key.subject(),
                key.audience(),
                header.get().path("kid").asText(),
                answer.startedAt().plus(life),
                Lifetime.of(answer.startedAt(), life, Optional.empty(), jitter.getAsDouble())));
    }

    private static Optional<JsonNode> decoded(String part) {
        try {
            byte[] json = Base64.getUrlDecoder().decode(part);
            return Optional.of(JSON.readTree(new String(json, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException | JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    private static ResolutionException refused(Reason reason, String code, AssertionKey key, Duration retryAfter) {
        Map<String, String> facts = Map.of(
                "organization", key.organization().toString(), "subject", key.subject(), "audience", key.audience());
        return new ResolutionException(Diagnosis.of(reason, code, facts), retryAfter);
    }

    private record OAuthError(@JsonProperty("error") String error) {}

    private record IssuedToken(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("expires_in") long expiresIn) {
        @Override
        public String toString() {
            return "IssuedToken[expiresIn=" + expiresIn + "]";
        }
    }
}
