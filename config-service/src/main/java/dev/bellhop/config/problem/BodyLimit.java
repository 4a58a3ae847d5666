package dev.bellhop.config.problem;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/**
 * Reads bodies up to 1 MiB and refuses larger ones with a problem, whether they announce their length or not: the framework's own
 * limit answers without a document. It stays above ours, as the second wall.
 */
final class BodyLimit {
    private static final long MAX_BYTES = 1 << 20;

    /** What is read and dropped after a refusal, so that a client that is still sending sees the answer. */
    private static final long PATIENCE = 8 * MAX_BYTES;

    private static final Set<HttpMethod> WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);
    private static final int BEFORE_AUTHENTICATION = 1000;

    private final RoutingContext context;
    private final HttpServerRequest request;
    private final Buffer body = Buffer.buffer();
    private long seen;
    private boolean refused;

    private BodyLimit(RoutingContext context) {
        this.context = context;
        this.request = context.request();
    }

    /** Puts the limit in front of all routes. */
    static final class Registration {
        void register(@Observes Filters filters) {
            filters.register(BodyLimit::apply, BEFORE_AUTHENTICATION);
        }
    }

    private static void apply(RoutingContext context) {
        if (WITH_BODY.contains(context.request().method())) {
            new BodyLimit(context).read();
        } else {
            context.next();
        }
    }

    private void read() {
        if (announced() > MAX_BYTES) {
            refuse();
        }
        request.handler(this::part).endHandler(end -> done()).resume();
    }

    private long announced() {
        String length = request.getHeader(HttpHeaderNames.CONTENT_LENGTH);
        return length == null ? 0 : length.length() > 18 ? Long.MAX_VALUE : Long.parseLong(length);
    }

    private void part(Buffer part) {
        seen += part.length();
        if (seen > PATIENCE) {
            request.connection().close();
        } else if (refused) {
            return;
        } else if (seen > MAX_BYTES) {
            refuse();
        } else {
            body.appendBuffer(part);
        }
    }

    private void done() {
        if (!refused) {
            ((RoutingContextInternal) context).setBody(body);
            context.next();
        }
    }

    private void refuse() {
        refused = true;
        ConfigException tooLarge = new ConfigException(Reason.BODY_TOO_LARGE, "at most 1 MiB");
        context.response()
                .setStatusCode(Reason.BODY_TOO_LARGE.status())
                .putHeader(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(Json.encode(Problem.of(tooLarge, Correlation.of(context))));
    }
}
