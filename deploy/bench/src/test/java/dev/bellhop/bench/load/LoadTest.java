package dev.bellhop.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.embedded.CertificateAuthority;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that counts. */
class LoadTest {
    private static final int LANES = 4;
    private static final AtomicInteger REQUESTS = new AtomicInteger();
    private static final AtomicInteger CONNECTIONS = new AtomicInteger();

    @TempDir
    static Path dir;

    private static Vertx vertx;
    private static HttpServer server;
    private static LoadClient client;

    @BeforeAll
    static void serve() throws Exception {
        CertificateAuthority authority = CertificateAuthority.create("load test");
        CertificateAuthority.Leaf leaf = authority.issue("localhost");
        Files.writeString(dir.resolve("ca.pem"), authority.pem());
        vertx = Vertx.vertx();
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(0)
                        .setSsl(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .setCertValue(Buffer.buffer(leaf.certificatePem()))
                                .setKeyValue(Buffer.buffer(leaf.keyPem()))))
                .connectionHandler(connection -> CONNECTIONS.incrementAndGet())
                .requestHandler(request -> {
                    REQUESTS.incrementAndGet();
                    switch (request.path()) {
                        case "/chunked" -> request.response().setChunked(true).end("in chunks, as some answers come");
                        case "/unchanged" ->
                            request.response().setStatusCode(304).end();
                        case "/echo" ->
                            request.body()
                                    .onSuccess(body -> request.response()
                                            .setStatusCode(body.toString().equals("a=b") ? 200 : 400)
                                            .end());
                        case "/hang-up" -> request.connection().close();
                        default -> request.response().end("good");
                    }
                })
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        client = new LoadClient(
                URI.create("https://localhost:" + server.actualPort()), dir.resolve("ca.pem"), null, LANES);
    }

    @AfterAll
    static void end() throws Exception {
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void countsEveryRequestOnceAndKeepsItsConnections() {
        int before = REQUESTS.get();
        int connectionsBefore = CONNECTIONS.get();
        ClosedLoop loop = new ClosedLoop(client, questions("/", "/chunked"));
        Load first = loop.run(Duration.ofMillis(100));
        Load second = loop.run(Duration.ofMillis(100));
        assertThat(first.failed() + second.failed()).isZero();
        assertThat(first.answered() + second.answered())
                .isGreaterThanOrEqualTo(2 * LANES)
                .isEqualTo(REQUESTS.get() - before);
        assertThat(second.latency().getTotalCount()).isEqualTo(second.answered());
        assertThat(CONNECTIONS.get() - connectionsBefore).isLessThanOrEqualTo(LANES);
    }

    @Test
    void sendsABodyAndTakesAnAnswerWithoutOne() {
        Question echo = new Question("POST", "/echo", Map.of(), "a=b", 200);
        Question unchanged = new Question("GET", "/unchanged", Map.of(), "", 304);
        Load load = new ClosedLoop(client, List.of(echo, unchanged)).run(Duration.ofMillis(100));
        assertThat(load.failed()).isZero();
        assertThat(load.answered()).isPositive();
    }

    @Test
    void answerOfAnotherStatusAndConnectionThatEndsAreFailures() {
        assertThat(new ClosedLoop(client, List.of(new Question("POST", "/echo", Map.of(), "c=d", 200)))
                        .run(Duration.ofMillis(50)))
                .satisfies(load -> assertThat(load.answered()).isZero())
                .satisfies(load -> assertThat(load.failed()).isPositive());
        Load load = new ClosedLoop(client, questions("/hang-up")).run(Duration.ofMillis(50));
        assertThat(load.answered()).isZero();
        assertThat(load.failed()).isPositive();
    }

    @Test
    void openLoopSendsAsManyAsAreDue() {
        Load load = new OpenLoop(client, questions("/"), 200).run(Duration.ofMillis(500));
        assertThat(load.answered()).isEqualTo(100);
        assertThat(load.failed()).isZero();
        assertThat(load.latency().getTotalCount()).isEqualTo(100);
    }

    @Test
    void requestsAreDueAtEqualDistances() {
        assertThat(OpenLoop.due(0, 200)).isZero();
        assertThat(OpenLoop.due(1, 200)).isEqualTo(5_000_000);
        assertThat(OpenLoop.due(3, 1_000_000)).isEqualTo(3_000);
    }

    private static List<Question> questions(String... paths) {
        return java.util.Arrays.stream(paths)
                .map(path -> Question.get(path, Map.of()))
                .toList();
    }
}
