package dev.bellhop.bench.bare;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.util.function.Function;

/**
 * A Vert.x HTTPS server with one handler and nothing around it: same crypto provider, certificate and number of event loops as a service
 * (Quarkus takes two for each core). Says its port on standard output when it listens.
 */
final class BareServer {
    private static final int EVENT_LOOPS = 2 * Runtime.getRuntime().availableProcessors();

    private BareServer() {}

    /** @param handler made once for each event loop */
    static void start(int port, String certificate, String key, Function<Vertx, Handler<HttpServerRequest>> handler) {
        AmazonCorrettoCryptoProvider.install();
        AmazonCorrettoCryptoProvider.INSTANCE.assertHealthy();
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(EVENT_LOOPS));
        HttpServerOptions options = new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setSsl(true)
                .setUseAlpn(true)
                .setKeyCertOptions(
                        new PemKeyCertOptions().setCertPath(certificate).setKeyPath(key));
        vertx.deployVerticle(() -> new Listener(options, handler), new DeploymentOptions().setInstances(EVENT_LOOPS))
                .onSuccess(all -> ChildProcess.tell(String.valueOf(port)))
                .onFailure(BareServer::die);
    }

    /** The port is shared: Vert.x divides its connections among the listeners. */
    private static final class Listener extends AbstractVerticle {
        private final HttpServerOptions options;
        private final Function<Vertx, Handler<HttpServerRequest>> handler;

        Listener(HttpServerOptions options, Function<Vertx, Handler<HttpServerRequest>> handler) {
            this.options = options;
            this.handler = handler;
        }

        @Override
        public void start(Promise<Void> started) {
            vertx.createHttpServer(options)
                    .requestHandler(handler.apply(vertx))
                    .listen()
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }

    private static void die(Throwable failure) {
        System.err.println(failure);
        System.exit(1);
    }
}
