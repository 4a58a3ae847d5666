package dev.bellhop.emulator.entra;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.emulator.http.Json;
import dev.bellhop.emulator.journal.Counters;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.lang.JoseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that external issuers publish, found as any relying party finds them: discovery document, then {@code jwks_uri}, both over TLS
 * (OpenID Connect Discovery 1.0, section 4). Only the first {@value #MAX_KEYS} keys of a set count. What was fetched is kept for a while,
 * and an unknown {@code kid} does not bring an earlier fetch; a failed fetch is not remembered.
 */
public final class IssuerKeys {
    static final int MAX_KEYS = 100;
    /** Largest document read, in octets. */
    static final int MAX_OCTETS = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

    private final HttpClient client;
    private final Interference interference;
    private final Clock clock;
    private final Duration life;
    private final Duration timeout;
    private final Counters counters;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    private record Kept(Future<List<JsonWebKey>> keys, Instant until) {}

    /** An answer that the issuer did not give. */
    public record Substitute(int status, String body) {
        Future<String> document(String url) {
            return status == 200
                    ? Future.succeededFuture(body)
                    : Future.failedFuture(new IllegalStateException("status " + status + " of " + url));
        }
    }

    /** Faults between Entra and an issuer. */
    @FunctionalInterface
    public interface Interference {
        /** When the fetch may go on, or what it gets in place of the issuer's answer. */
        Future<Optional<Substitute>> before(String host, String path);
    }

    /**
     * @param client trusts the issuers' certificates and checks host names
     * @param interference what comes between it and the issuers
     * @param life how long fetched keys serve
     * @param timeout for discovery document and key set together
     */
    public IssuerKeys(
            HttpClient client,
            Interference interference,
            Clock clock,
            Duration life,
            Duration timeout,
            Counters counters) {
        this.client = client;
        this.interference = interference;
        this.clock = clock;
        this.life = life;
        this.timeout = timeout;
        this.counters = counters;
    }

    /** The keys of this issuer; fails with {@link EntraException} if they cannot be had. One fetch serves all who wait for it. */
    Future<List<JsonWebKey>> of(String issuer) {
        Instant now = clock.instant();
        Promise<List<JsonWebKey>> promise = Promise.promise();
        Future<List<JsonWebKey>> mine = promise.future();
        Kept chosen = kept.compute(issuer, (same, old) -> {
            boolean usable = old != null && !old.keys.failed() && now.isBefore(old.until);
            return usable ? old : new Kept(mine, now.plus(life));
        });
        if (chosen.keys.equals(mine)) {
            counters.count("issuer.fetches");
            fetch(issuer).onComplete(promise);
        }
        return chosen.keys;
    }

    /** Forgets everything fetched. */
    public void clear() {
        kept.clear();
    }

    private Future<List<JsonWebKey>> fetch(String issuer) {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        return get(base + "/.well-known/openid-configuration")
                .map(document -> jwksUri(document, issuer))
                .compose(this::get)
                .map(IssuerKeys::keys)
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .recover(failure -> {
                    LOG.warn("the keys of issuer {} could not be fetched: {}", issuer, failure.toString());
                    return Future.failedFuture(
                            new EntraException(AssertionErrors.issuerUnreachable(Generation.CURRENT), failure));
                });
    }

    private Future<String> get(String url) {
        RequestOptions options;
        try {
            options = new RequestOptions()
                    .setMethod(HttpMethod.GET)
                    .setAbsoluteURI(url)
                    .setFollowRedirects(false)
                    .setTimeout(timeout.toMillis())
                    .putHeader("Accept", "application/json");
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
        if (!url.startsWith("https://")) {
            return Future.failedFuture(new IllegalArgumentException("not an https URL: " + url));
        }
        return interference
                .before(options.getHost(), options.getURI())
                .compose(struck -> struck.isPresent()
                        ? struck.get().document(url)
                        : client.request(options)
                                .compose(request -> request.send().compose(IssuerKeys::body)));
    }

    private static Future<String> body(HttpClientResponse response) {
        Promise<String> promise = Promise.promise();
        response.exceptionHandler(promise::tryFail);
        if (response.statusCode() != 200) {
            response.request().reset();
            return Future.failedFuture(new IllegalStateException("status " + response.statusCode() + " of "
                    + response.request().absoluteURI()));
        }
        Buffer read = Buffer.buffer();
        response.handler(chunk -> {
            if (read.length() + chunk.length() > MAX_OCTETS) {
                promise.tryFail(new IllegalStateException("more than " + MAX_OCTETS + " octets of "
                        + response.request().absoluteURI()));
                response.request().reset();
            } else {
                read.appendBuffer(chunk);
            }
        });
        response.endHandler(end -> promise.tryComplete(read.toString()));
        return promise.future();
    }

    private static String jwksUri(String document, String issuer) {
        JsonNode discovery = Json.object(document);
        if (!issuer.equals(discovery.path("issuer").asText())) {
            throw new IllegalStateException("the discovery document of " + issuer + " names the issuer "
                    + discovery.path("issuer").asText());
        }
        return discovery.path("jwks_uri").asText();
    }

    private static List<JsonWebKey> keys(String document) {
        JsonNode keys = Json.object(document).path("keys");
        if (!keys.isArray()) {
            throw new IllegalStateException("not a JWK set");
        }
        List<JsonWebKey> found = new ArrayList<>();
        for (int i = 0; i < Math.min(keys.size(), MAX_KEYS); i++) {
            try {
                JsonWebKey key = JsonWebKey.Factory.newJwk(keys.get(i).toString());
                if (!"enc".equals(key.getUse())) {
                    found.add(key);
                }
            } catch (JoseException e) {
                LOG.warn("key {} of a JWK set is passed over: {}", i, e.getMessage());
            }
        }
        return List.copyOf(found);
    }
}
