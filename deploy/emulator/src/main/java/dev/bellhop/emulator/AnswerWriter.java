package dev.bellhop.emulator;

import dev.bellhop.emulator.fault.Cut;
import dev.bellhop.emulator.http.CloudAnswer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes answers: whole and dated right, or cut and dated wrong as a fault demands. */
final class AnswerWriter {
    private final Clock clock;
    private volatile Dated dated = new Dated(Long.MIN_VALUE, "");

    AnswerWriter(Clock clock) {
        this.clock = clock;
    }

    /** A second and how it is written. */
    private record Dated(long second, String text) {}

    void write(HttpServerRequest request, CloudAnswer answer, Cut cut, Duration dateOffset) {
        HttpServerResponse response = request.response();
        if (response.closed() || cut == Cut.SILENT) {
            return;
        }
        if (cut == Cut.CLOSED) {
            request.connection().close();
            return;
        }
        response.setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        response.putHeader(
                "Date", dateOffset.isZero() ? date() : date(clock.instant().plus(dateOffset)));
        Buffer body = Buffer.buffer(answer.body());
        switch (cut) {
            case NONE -> response.end(body);
            case TRUNCATED -> response.end(half(body));
            default -> {
                response.putHeader("Content-Length", String.valueOf(Math.max(2, body.length())));
                var written = response.write(half(body));
                if (cut == Cut.HALF_CLOSED) {
                    written.onComplete(done -> request.connection().close());
                }
            }
        }
    }

    private static Buffer half(Buffer body) {
        return body.length() < 2 ? Buffer.buffer("{") : body.getBuffer(0, body.length() / 2);
    }

    private String date() {
        Instant now = clock.instant();
        Dated last = dated;
        if (last.second != now.getEpochSecond()) {
            last = new Dated(now.getEpochSecond(), date(now));
            dated = last;
        }
        return last.text;
    }

    private static String date(Instant instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
    }
}
