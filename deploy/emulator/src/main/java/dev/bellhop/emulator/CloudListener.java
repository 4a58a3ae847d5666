package dev.bellhop.emulator;

import dev.bellhop.emulator.fault.Cut;
import dev.bellhop.emulator.fault.Fault;
import dev.bellhop.emulator.fault.Faults;
import dev.bellhop.emulator.fault.Strike;
import dev.bellhop.emulator.http.CloudAnswer;
import dev.bellhop.emulator.http.CloudRequest;
import dev.bellhop.emulator.journal.Counters;
import dev.bellhop.emulator.journal.Journal;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The cloud's TLS listener: which host was meant, which fault strikes, and a line in the journal for every answer. */
final class CloudListener {
    /** Largest request body, in octets: twice what any service behind it takes, escaped. */
    static final int MAX_BODY = 1 << 18;

    /** How long a connection without answer stays open. */
    private static final Duration HANGING = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(CloudListener.class);

    private final Vertx vertx;
    private final Services services;
    private final Faults faults;
    private final Journal journal;
    private final Counters counters;
    private final Clock clock;
    private final AnswerWriter writer;

    CloudListener(Vertx vertx, Services services, Faults faults, Journal journal, Counters counters, Clock clock) {
        this.vertx = vertx;
        this.services = services;
        this.faults = faults;
        this.journal = journal;
        this.counters = counters;
        this.clock = clock;
        this.writer = new AnswerWriter(clock);
    }

    /**
     * What goes onto the wire.
     */
    private record Outcome(CloudAnswer answer, Cut cut, Duration dateOffset) {
        static Outcome whole(CloudAnswer answer) {
            return new Outcome(answer, Cut.NONE, Duration.ZERO);
        }

        static Outcome nobody() {
            return new Outcome(CloudAnswer.empty(0), Cut.CLOSED, Duration.ZERO);
        }

        /** For the journal: 0 where nothing is answered. */
        int status() {
            return cut == Cut.CLOSED || cut == Cut.SILENT ? 0 : answer.status();
        }
    }

    void handle(HttpServerRequest request) {
        long start = System.nanoTime();
        Instant time = clock.instant();
        HostAndPort authority = request.authority();
        String host = authority == null ? "" : authority.host().toLowerCase(Locale.ROOT);
        body(request)
                .compose(body -> answer(request, host, body))
                .otherwise(this::unexpected)
                .<Void>map(outcome -> {
                    // written down first: who has the answer finds it in the journal
                    counters.countStatus(outcome.status());
                    long millis = (System.nanoTime() - start) / 1_000_000;
                    journal.record(time, host, request.method().name(), request.path(), outcome.status(), millis);
                    writer.write(request, outcome.answer, outcome.cut, outcome.dateOffset);
                    if (outcome.cut == Cut.SILENT || outcome.cut == Cut.STALLED) {
                        vertx.setTimer(
                                HANGING.toMillis(), over -> request.connection().close());
                    }
                    return null;
                })
                .onFailure(failure -> {
                    LOG.error("the emulator could not write an answer", failure);
                    request.connection().close();
                });
    }

    private Future<Outcome> answer(HttpServerRequest request, String host, Buffer body) {
        String named = request.connection().indicatedServerName();
        if (named != null && !named.isEmpty() && !named.equalsIgnoreCase(host)) {
            return whole(421, "The host of the request is not the host of the TLS handshake.");
        }
        CloudRequest asked;
        try {
            asked = new CloudRequest(
                    request.method().name(),
                    host,
                    request.path(),
                    request.query(),
                    request.headers()::get,
                    body.toString());
        } catch (IllegalArgumentException e) {
            return whole(400, "Bad Request - Invalid URL");
        }
        Optional<Strike> strike = faults.any() ? faults.strike(services.aim(host, asked.path())) : Optional.empty();
        return strike.isEmpty()
                ? services.answer(asked)
                        .map(answer -> answer.map(Outcome::whole).orElseGet(Outcome::nobody))
                : struck(strike.get(), asked);
    }

    private Future<Outcome> struck(Strike strike, CloudRequest asked) {
        Fault fault = strike.fault();
        counters.count("faults");
        counters.count("faults." + strike.id());
        return later(strike.delay())
                .compose(waited -> fault.answer().isPresent()
                        ? Future.succeededFuture(
                                Optional.of(instead(fault.answer().get())))
                        : services.answer(asked))
                .map(answer -> answer.map(given -> new Outcome(given, fault.cut(), fault.dateOffset()))
                        .orElseGet(Outcome::nobody));
    }

    private Future<Void> later(Duration delay) {
        if (delay.toMillis() == 0) {
            return Future.succeededFuture();
        }
        Promise<Void> promise = Promise.promise();
        vertx.setTimer(delay.toMillis(), fired -> promise.complete());
        return promise.future();
    }

    private static CloudAnswer instead(Fault.Answer wanted) {
        String guess = wanted.body().startsWith("{")
                ? "application/json; charset=utf-8"
                : wanted.body().startsWith("<") ? "text/html" : "text/plain";
        return CloudAnswer.of(wanted.status(), guess, wanted.body()).with(wanted.headers());
    }

    private Outcome unexpected(Throwable failure) {
        if (failure instanceof TooLarge) {
            return Outcome.whole(text(413, "Request body too large"));
        }
        if (failure instanceof HttpClosedException) {
            LOG.debug("a client hung up in the middle of its request");
            return Outcome.nobody();
        }
        LOG.error("the emulator failed to answer", failure);
        return Outcome.whole(text(500, "The emulator failed; its log says how."));
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

    private static Future<Outcome> whole(int status, String words) {
        return Future.succeededFuture(Outcome.whole(text(status, words)));
    }

    private static CloudAnswer text(int status, String words) {
        return CloudAnswer.of(status, "text/plain", words + "\n");
    }

    private static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
