package dev.bellhop.caller;

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
        return Uni.createFrom().emitter(emitter -> context.runOnContext(ignored -> request(uri, emitter)));
    }

    private void request(URI uri, UniEmitter<? super byte[]> emitter) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(uri.toString())
                .setFollowRedirects(false)
                .putHeader("Accept", "application/json, application/jwk-set+json");
        client.request(options)
                .onFailure(cause -> emitter.fail(new KeysException(uri + " cannot be reached: " + cause, cause)))
                .onSuccess(request -> {
                    emitter.onTermination(() -> context.runOnContext(ignored -> request.reset()));
                    request.send()
                            .onFailure(
                                    cause -> emitter.fail(new KeysException(uri + " did not answer: " + cause, cause)))
                            .onSuccess(response -> read(uri, request, response, emitter));
                });
    }

    private static void read(
            URI uri, HttpClientRequest request, HttpClientResponse response, UniEmitter<? super byte[]> emitter) {
        if (response.statusCode() != 200) {
            request.reset();
            emitter.fail(new KeysException(uri + " answered " + response.statusCode() + ", expected 200"));
            return;
        }
        Buffer body = Buffer.buffer();
        response.exceptionHandler(cause -> emitter.fail(new KeysException(uri + " broke off: " + cause, cause)));
        response.endHandler(ignored -> emitter.complete(body.getBytes()));
        response.handler(chunk -> {
            body.appendBuffer(chunk);
            if (body.length() > LARGEST) {
                request.reset();
                emitter.fail(new KeysException(uri + " answered with more than " + LARGEST + " bytes"));
            }
        });
    }
}
