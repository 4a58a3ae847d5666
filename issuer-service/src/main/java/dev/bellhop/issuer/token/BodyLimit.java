package dev.bellhop.issuer.token;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Refuses a token request whose announced size is over the limit before any of it is read, in the endpoint's own form. One that grows without
 * announcing it is refused by {@link FormBody}, or cut off by the server.
 */
@ApplicationScoped
class BodyLimit {
    /** Before the server's own limit, which answers without a word. */
    private static final int FIRST = -1000;

    private final Outcomes outcomes;

    BodyLimit(Outcomes outcomes) {
        this.outcomes = outcomes;
    }

    void register(@Observes Router router) {
        router.post(TokenResource.PATH).order(FIRST).handler(this::check);
    }

    private void check(RoutingContext context) {
        if (announced(context.request()) <= FormBody.LARGEST) {
            context.next();
            return;
        }
        TokenException refused = FormBody.tooLarge();
        Attempt attempt = outcomes.begin();
        outcomes.refused(attempt, refused);
        if (context.request().version() != HttpVersion.HTTP_2) { // which has no such header
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        context.response()
                .setStatusCode(refused.error().status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("Pragma", "no-cache")
                .putHeader(TokenResource.CORRELATION_ID, attempt.id().toString())
                .end(JsonObject.mapFrom(TokenErrorAnswer.of(refused.error().code, refused.getMessage()))
                        .toBuffer());
    }

    private static long announced(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException beyondLong) {
            return Long.MAX_VALUE;
        }
    }
}
