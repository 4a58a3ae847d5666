package dev.bellhop.issuer.discovery;

import dev.bellhop.issuer.key.PublicationConfig;
import dev.bellhop.issuer.problem.IssuerException;
import dev.bellhop.issuer.problem.Problem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Serves the two documents straight from Vert.x: the bytes are ready, so nothing stands between them and the socket. If the issuer URL has a
 * path, they are answered below it as well as at the root, for a proxy may or may not take the path away. Described in
 * {@code META-INF/openapi.yaml}.
 */
@ApplicationScoped
class DiscoveryRoutes {
    private static final Logger LOG = Logger.getLogger(DiscoveryRoutes.class);

    private static final String CONFIGURATION = "/.well-known/openid-configuration";
    private static final String KEYS = "/oauth2/jwks";

    /** Before authentication and resources: these documents are public whatever a request carries. */
    private static final int FIRST = -1000;

    private static final Duration LONGEST = Duration.ofHours(24);

    private final Documents documents;
    private final Issuer issuer;
    private final Counts discovery;
    private final Counts keys;
    private volatile IssuerException.Reason warned;

    DiscoveryRoutes(
            Documents documents,
            Issuer issuer,
            DiscoveryConfig config,
            PublicationConfig publication,
            MeterRegistry registry) {
        requireSeconds("bellhop.discovery.max-age", config.maxAge());
        requireSeconds("bellhop.discovery.jwks-max-age", publication.jwksMaxAge());
        this.documents = documents;
        this.issuer = issuer;
        this.discovery = new Counts(registry, "discovery");
        this.keys = new Counts(registry, "jwks");
    }

    /** How often one document was asked for, by outcome. */
    private record Counts(Counter sent, Counter unchanged, Counter unavailable) {
        Counts(MeterRegistry registry, String document) {
            this(
                    counter(registry, document, "sent"),
                    counter(registry, document, "unchanged"),
                    counter(registry, document, "unavailable"));
        }

        private static Counter counter(MeterRegistry registry, String document, String outcome) {
            return Counter.builder("bellhop.documents")
                    .description("requests for the published documents, by outcome")
                    .tag("document", document)
                    .tag("outcome", outcome)
                    .register(registry);
        }
    }

    /** The header counts whole seconds, and a document that may not be cached at all would have every verifier ask each time. */
    private static void requireSeconds(String setting, Duration maxAge) {
        if (maxAge.toSeconds() < 1 || maxAge.compareTo(LONGEST) > 0) {
            throw new ConfigurationException(setting + " must be between PT1S and " + LONGEST + ": found " + maxAge);
        }
    }

    void register(@Observes Router router) {
        serve(router, "");
        issuer.known().map(IssuerUrl::path).filter(path -> !path.isEmpty()).ifPresent(path -> serve(router, path));
    }

    private void serve(Router router, String prefix) {
        router.route(prefix + CONFIGURATION)
                .order(FIRST)
                .handler(request -> answer(request, documents::discovery, discovery));
        router.route(prefix + KEYS).order(FIRST).handler(request -> answer(request, documents::jwks, keys));
    }

    private void answer(RoutingContext request, Supplier<Document> document, Counts counts) {
        HttpMethod method = request.request().method();
        if (method != HttpMethod.GET && method != HttpMethod.HEAD) {
            request.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
            problem(request, correlationId -> Problem.methodNotAllowed("GET, HEAD", correlationId));
            return;
        }
        Document current;
        try {
            current = document.get();
        } catch (IssuerException unavailable) {
            counts.unavailable().increment();
            warn(unavailable);
            request.response().putHeader(HttpHeaders.RETRY_AFTER, Problem.RETRY_AFTER_SECONDS);
            problem(request, correlationId -> Problem.of(unavailable, correlationId));
            return;
        }
        warned = null;
        send(request, current, counts);
    }

    /** Once for each reason, for anyone may ask as often as they like. */
    private void warn(IssuerException unavailable) {
        if (warned != unavailable.reason()) {
            warned = unavailable.reason();
            LOG.warnf("cannot publish reason=%s: %s", unavailable.reason().code(), unavailable.getMessage());
        }
    }

    private static void send(RoutingContext request, Document document, Counts counts) {
        HttpServerResponse response = request.response()
                .putHeader(HttpHeaders.ETAG, document.etag())
                .putHeader(HttpHeaders.CACHE_CONTROL, document.cacheControl())
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        if (document.isNamedBy(request.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
            counts.unchanged().increment();
            response.setStatusCode(304).end();
            return;
        }
        counts.sent().increment();
        response.putHeader(HttpHeaders.CONTENT_TYPE, document.mediaType());
        if (request.request().method() == HttpMethod.HEAD) {
            response.putHeader(
                            HttpHeaders.CONTENT_LENGTH,
                            Integer.toString(document.body().length()))
                    .end();
        } else {
            response.end(document.body());
        }
    }

    private static void problem(RoutingContext request, Function<UUID, Problem> of) {
        Problem problem = of.apply(UUID.randomUUID());
        request.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(Json.encode(problem));
    }
}
