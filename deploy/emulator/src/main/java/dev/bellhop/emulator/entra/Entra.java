package dev.bellhop.emulator.entra;

import dev.bellhop.emulator.http.CloudAnswer;
import dev.bellhop.emulator.http.CloudRequest;
import dev.bellhop.emulator.http.NotEmulatedException;
import dev.bellhop.emulator.http.RequestIds;
import dev.bellhop.emulator.journal.Counters;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The sign-in hosts: which path is which endpoint, and what surrounds their bodies. */
public final class Entra {
    private static final Map<String, String> ALWAYS = Map.of(
            "x-ms-ests-server", "2.1.00000.0 - BELLHOP EmulatorSlices",
            "Strict-Transport-Security", "max-age=31536000; includeSubDomains",
            "X-Content-Type-Options", "nosniff",
            "Set-Cookie", "fpc=emulator; path=/; secure; HttpOnly; SameSite=None");

    private final Directory directory;
    private final TokenEndpoint tokens;
    private final AccessTokens accessTokens;
    private final Clock clock;
    private final Counters counters;

    public Entra(
            Directory directory, IssuerKeys issuerKeys, AccessTokens accessTokens, Clock clock, Counters counters) {
        this.directory = directory;
        this.accessTokens = accessTokens;
        this.clock = clock;
        this.counters = counters;
        this.tokens = new TokenEndpoint(directory, issuerKeys, accessTokens, clock);
    }

    /** The answer to a request that came to one of this cloud's sign-in hosts. */
    public Future<CloudAnswer> answer(AzureCloud cloud, CloudRequest request) {
        String traceId = RequestIds.next();
        String correlationId = request.header("client-request-id")
                .filter(id -> Directory.guid(id).isPresent())
                .orElseGet(() -> RequestIds.next());
        return attempt(() -> route(cloud, request))
                .otherwise(failure -> refusal(failure, request, traceId, correlationId))
                .map(answer -> dressed(answer, request, traceId, correlationId));
    }

    private Future<CloudAnswer> route(AzureCloud cloud, CloudRequest request) {
        List<String> path = request.segments();
        if (path.equals(List.of("common", "discovery", "instance"))
                && request.method().equals("GET")) {
            return Future.succeededFuture(instance(request));
        }
        if (path.size() < 2) {
            throw notEmulated(request);
        }
        return switch (String.join("/", path.subList(1, path.size()))) {
            case "oauth2/v2.0/token" -> token(cloud, request);
            case "v2.0/.well-known/openid-configuration" -> Future.succeededFuture(metadata(cloud, request, true));
            case ".well-known/openid-configuration" -> Future.succeededFuture(metadata(cloud, request, false));
            case "discovery/v2.0/keys", "discovery/keys" -> Future.succeededFuture(keys(cloud, request));
            default -> throw notEmulated(request);
        };
    }

    private Future<CloudAnswer> token(AzureCloud cloud, CloudRequest request) {
        if (!request.method().equals("POST")) {
            throw new EntraException(RequestErrors.wrongVerb(request.method()));
        }
        counters.count("tokens.requests");
        return tokens.exchange(cloud, request).map(body -> {
            counters.count("tokens.issued");
            return CloudAnswer.json(200, body);
        });
    }

    private CloudAnswer instance(CloudRequest request) {
        Optional<Map<String, Object>> found =
                request.query("authorization_endpoint").flatMap(AuthorityMetadata::instance);
        return found.map(body -> CloudAnswer.json(200, body).with("Cache-Control", "max-age=86400, private"))
                .orElseGet(() -> CloudAnswer.json(400, AuthorityMetadata.invalidInstance()));
    }

    private CloudAnswer metadata(AzureCloud cloud, CloudRequest request, boolean v2) {
        requireGet(request);
        Tenant tenant = directory.resolve(cloud, request.segments().get(0));
        return CloudAnswer.json(200, AuthorityMetadata.tenant(tenant, request.host(), v2))
                .with("Cache-Control", "max-age=86400, private");
    }

    private CloudAnswer keys(AzureCloud cloud, CloudRequest request) {
        requireGet(request);
        String segment = request.segments().get(0);
        if (!segment.equals("common") && !segment.equals("organizations")) {
            directory.resolve(cloud, segment);
        }
        return CloudAnswer.of(200, "application/json; charset=utf-8", accessTokens.jwks())
                .with("Cache-Control", "max-age=86400, private");
    }

    private static void requireGet(CloudRequest request) {
        if (!request.method().equals("GET")) {
            throw notEmulated(request);
        }
    }

    private CloudAnswer refusal(Throwable failure, CloudRequest request, String traceId, String correlationId) {
        if (failure instanceof EntraException refused) {
            EntraError error = refused.error();
            counters.count("tokens.refused." + error.code());
            return CloudAnswer.json(
                    error.status(), error.body(request.host(), traceId, correlationId, clock.instant()));
        }
        if (failure instanceof ThrottledException) {
            counters.count("tokens.throttled");
            return CloudAnswer.of(429, "text/plain", "Too Many Requests").with("Retry-After", "60");
        }
        if (failure instanceof NotEmulatedException) {
            return CloudAnswer.json(501, Map.of("error", "not_emulated", "error_description", failure.getMessage()));
        }
        throw failure instanceof RuntimeException unexpected ? unexpected : new IllegalStateException(failure);
    }

    private static CloudAnswer dressed(CloudAnswer answer, CloudRequest request, String traceId, String correlationId) {
        Map<String, String> headers = new LinkedHashMap<>(ALWAYS);
        headers.put("x-ms-request-id", traceId);
        if (!answer.headers().containsKey("Cache-Control")) {
            headers.put("Cache-Control", "no-store, no-cache");
            headers.put("Pragma", "no-cache");
            headers.put("Expires", "-1");
        }
        if (request.header("return-client-request-id").orElse("").equalsIgnoreCase("true")) {
            headers.put("client-request-id", correlationId);
        }
        return answer.with(headers);
    }

    private static NotEmulatedException notEmulated(CloudRequest request) {
        return new NotEmulatedException(request.method() + " " + request.path() + " on " + request.host());
    }

    private static <T> Future<T> attempt(Supplier<Future<T>> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }
}
