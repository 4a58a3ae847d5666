package dev.bellhop.emulator;

import dev.bellhop.emulator.arm.Arm;
import dev.bellhop.emulator.entra.AzureCloud;
import dev.bellhop.emulator.entra.Entra;
import dev.bellhop.emulator.fault.Fault;
import dev.bellhop.emulator.fault.Faults;
import dev.bellhop.emulator.graph.Graph;
import dev.bellhop.emulator.http.CloudAnswer;
import dev.bellhop.emulator.http.CloudRequest;
import dev.bellhop.emulator.journal.Counters;
import dev.bellhop.emulator.journal.Journal;
import dev.bellhop.emulator.vault.KeyVault;
import dev.bellhop.emulator.vault.Vault;
import dev.bellhop.emulator.vault.Vaults;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The cloud's TLS listener: which host was meant, which fault strikes, and a line in the journal for every answer. */
final class CloudListener {
    /** Largest request body, in octets: twice what any service behind it takes, escaped. */
    static final int MAX_BODY = 1 << 18;

    private static final Logger LOG = LoggerFactory.getLogger(CloudListener.class);
    private static final String CLOSED = "closed";

    private final Vertx vertx;
    private final Entra entra;
    private final Graph graph;
    private final Arm arm;
    private final KeyVault keyVault;
    private final Vaults vaults;
    private final Faults faults;
    private final Journal journal;
    private final Counters counters;
    private final Clock clock;

    CloudListener(
            Vertx vertx,
            Entra entra,
            Graph graph,
            Arm arm,
            KeyVault keyVault,
            Vaults vaults,
            Faults faults,
            Journal journal,
            Counters counters,
            Clock clock) {
        this.vertx = vertx;
        this.entra = entra;
        this.graph = graph;
        this.arm = arm;
        this.keyVault = keyVault;
        this.vaults = vaults;
        this.faults = faults;
        this.journal = journal;
        this.counters = counters;
        this.clock = clock;
    }

    void handle(HttpServerRequest request) {
        long start = System.nanoTime();
        Instant time = clock.instant();
        HostAndPort authority = request.authority();
        String host = authority == null ? "" : authority.host().toLowerCase(Locale.ROOT);
        body(request)
                .compose(body -> answer(request, host, body))
                .otherwise(this::unexpected)
                .onSuccess(answer -> {
                    // written down first: who has the answer finds it in the journal
                    counters.count("requests." + answer.status());
                    long millis = (System.nanoTime() - start) / 1_000_000;
                    journal.record(time, host, request.method().name(), request.path(), answer.status(), millis);
                    write(request, answer);
                });
    }

    private Future<CloudAnswer> answer(HttpServerRequest request, String host, Buffer body) {
        String named = request.connection().indicatedServerName();
        if (named != null && !named.isEmpty() && !named.equalsIgnoreCase(host)) {
            return Future.succeededFuture(text(421, "The host of the request is not the host of the TLS handshake."));
        }
        CloudRequest asked;
        try {
            asked = new CloudRequest(
                    request.method().name(), host, request.path(), request.query(), headers(request), body.toString());
        } catch (IllegalArgumentException e) {
            return Future.succeededFuture(text(400, "Bad Request - Invalid URL"));
        }
        Optional<Fault> fault = faults.strike(host, asked.path());
        if (fault.isEmpty()) {
            return dispatch(asked);
        }
        return delayed(fault.get())
                .compose(waited -> fault.get().status().isPresent()
                        ? Future.succeededFuture(faulty(fault.get()))
                        : dispatch(asked));
    }

    private Future<CloudAnswer> dispatch(CloudRequest asked) {
        Optional<AzureCloud> cloud = AzureCloud.ofAuthorityHost(asked.host());
        if (cloud.isPresent()) {
            return entra.answer(cloud.get(), asked);
        }
        Optional<AzureCloud> ofGraph = AzureCloud.ofGraphHost(asked.host());
        if (ofGraph.isPresent()) {
            return Future.succeededFuture(graph.answer(ofGraph.get(), asked));
        }
        Optional<AzureCloud> ofManagement = AzureCloud.ofManagementHost(asked.host());
        if (ofManagement.isPresent()) {
            return Future.succeededFuture(arm.answer(ofManagement.get(), asked));
        }
        Optional<Vault> vault = vaults.atHost(asked.host());
        // a vault that went while its connection stayed open: there is nobody to answer
        return Future.succeededFuture(
                vault.isPresent() ? keyVault.answer(vault.get(), asked) : new CloudAnswer(0, Map.of(), CLOSED));
    }

    private Future<Void> delayed(Fault fault) {
        if (fault.delay().isZero()) {
            return Future.succeededFuture();
        }
        Promise<Void> promise = Promise.promise();
        vertx.setTimer(fault.delay().toMillis(), fired -> promise.complete());
        return promise.future();
    }

    private CloudAnswer faulty(Fault fault) {
        counters.count("faults");
        String guess = fault.body().startsWith("{") ? "application/json; charset=utf-8" : "text/html";
        CloudAnswer answer = CloudAnswer.of(fault.status().orElseThrow(), guess, fault.body());
        for (Map.Entry<String, String> header : fault.headers().entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        return answer;
    }

    private CloudAnswer unexpected(Throwable failure) {
        if (failure instanceof TooLarge) {
            return text(413, "Request body too large");
        }
        LOG.error("the emulator failed to answer", failure);
        return text(500, "The emulator failed; its log says how.");
    }

    private void write(HttpServerRequest request, CloudAnswer answer) {
        if (request.response().closed()) {
            return;
        }
        if (answer.status() == 0) {
            request.connection().close();
            return;
        }
        request.response().setStatusCode(answer.status());
        answer.headers().forEach((name, value) -> request.response().putHeader(name, value));
        request.response()
                .putHeader(
                        "Date",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                clock.instant().atOffset(ZoneOffset.UTC)));
        request.response().end(answer.body());
    }

    private static Future<Buffer> body(HttpServerRequest request) {
        if (request.isEnded()) {
            return Future.succeededFuture(Buffer.buffer());
        }
        Promise<Buffer> promise = Promise.promise();
        Buffer read = Buffer.buffer();
        request.exceptionHandler(promise::tryFail);
        request.handler(chunk -> {
            if (read.length() + chunk.length() > MAX_BODY) {
                promise.tryFail(new TooLarge());
            } else {
                read.appendBuffer(chunk);
            }
        });
        request.endHandler(end -> promise.tryComplete(read));
        return promise.future();
    }

    private static Map<String, String> headers(HttpServerRequest request) {
        Map<String, String> headers = new HashMap<>();
        request.headers().forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        return headers;
    }

    private static CloudAnswer text(int status, String words) {
        return CloudAnswer.of(status, "text/plain", words + "\n");
    }

    private static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
