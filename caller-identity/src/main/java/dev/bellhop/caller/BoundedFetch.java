package dev.bellhop.caller;

import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;

/**
 * GET of a small public document, without blocking: 200 or a failure, no redirect followed, the body cut off at 256 KiB. The time
 * limit is the caller's; giving up resets the request.
 */
final class BoundedFetch {
    private static final int LARGEST = 256 * 1024;

    private final HttpClient client;
    private final Context context;

    /** @param context where answers arrive; ours, so no request's context is drawn into a fetch that others share */
    BoundedFetch(HttpClient client, Context context) {
        this.client = client;
        this.context = context;
    }

    Uni<byte[]> get(URI uri) {
        return Uni.createFrom().emitter(emitter -> {
            Context own = VertxContext.createNewDuplicatedContext(context);
            own.runOnContext(ignored -> new Exchange(uri, emitter, own).start());
        });
    }

    /** One request and its answer, all in one context of its own. */
    private final class Exchange {
        private final URI uri;
        private final UniEmitter<? super byte[]> emitter;
        private final Context own;
        private final Buffer body = Buffer.buffer();
        private HttpClientRequest request;
        private boolean over;

        Exchange(URI uri, UniEmitter<? super byte[]> emitter, Context own) {
            this.uri = uri;
            this.emitter = emitter;
            this.own = own;
        }

        void start() {
            RequestOptions options = new RequestOptions()
                    .setMethod(HttpMethod.GET)
                    .setAbsoluteURI(uri.toString())
                    .setFollowRedirects(false)
                    .putHeader("Accept", "application/json, application/jwk-set+json");
            emitter.onTermination(() -> own.runOnContext(ignored -> abandon()));
            client.request(options)
                    .onFailure(cause -> fail("cannot be reached: " + KeysException.rootOf(cause), cause))
                    .onSuccess(this::send);
        }

        private void send(HttpClientRequest opened) {
            request = opened;
            if (over) { // given up while the connection was being made
                request.reset();
                return;
            }
            request.send()
                    .onFailure(cause -> fail("did not answer: " + KeysException.rootOf(cause), cause))
                    .onSuccess(this::read);
        }

        private void read(HttpClientResponse response) {
            if (response.statusCode() != 200) {
                fail("answered " + response.statusCode() + ", expected 200", null);
                return;
            }
            response.exceptionHandler(cause -> fail("broke off: " + KeysException.rootOf(cause), cause));
            response.handler(this::append);
            response.endHandler(ignored -> {
                over = true;
                emitter.complete(body.getBytes());
            });
        }

        private void append(Buffer chunk) {
            body.appendBuffer(chunk);
            if (body.length() > LARGEST) {
                fail("answered with more than " + LARGEST + " bytes", null);
            }
        }

        private void fail(String what, Throwable cause) {
            emitter.fail(new KeysException(uri + " " + what, cause)); // ends in abandon()
        }

        /** A finished exchange leaves its connection open for the next one; any other must not leave a body running in. */
        private void abandon() {
            if (!over) {
                over = true;
                if (request != null) {
                    request.reset();
                }
            }
        }
    }
}
