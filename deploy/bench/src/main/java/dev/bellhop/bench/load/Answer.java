package dev.bellhop.bench.load;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** An HTTP/1.1 response as it comes in pieces (RFC 9112): its status, and when it is whole. */
final class Answer {
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};
    private static final String LAST_CHUNK = "0\r\n\r\n";
    private static final int STATUS_AT = "HTTP/1.1 ".length();

    private Buffer received = Buffer.buffer();
    private int body = -1;
    private int length;
    private boolean chunked;
    private int status;

    /** Whether it is whole with these bytes. */
    boolean add(Buffer bytes) {
        received = received.length() == 0 ? bytes : received.appendBuffer(bytes);
        if (body < 0) {
            body = endOfHead();
            if (body < 0) {
                return false;
            }
            readHead(received.getString(0, body, StandardCharsets.ISO_8859_1.name()));
        }
        return chunked ? endsWithLastChunk() : received.length() >= body + length;
    }

    int status() {
        return status;
    }

    private int endOfHead() {
        for (int at = 0; at <= received.length() - END_OF_HEAD.length; at++) {
            int matched = 0;
            while (matched < END_OF_HEAD.length && received.getByte(at + matched) == END_OF_HEAD[matched]) {
                matched++;
            }
            if (matched == END_OF_HEAD.length) {
                return at + END_OF_HEAD.length;
            }
        }
        return -1;
    }

    private void readHead(String head) {
        status = Integer.parseInt(head.substring(STATUS_AT, STATUS_AT + 3));
        for (String line : head.split("\r\n")) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(
                        lower.substring("content-length:".length()).strip());
            }
            chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
        }
    }

    private boolean endsWithLastChunk() {
        int from = received.length() - LAST_CHUNK.length();
        return from >= body && received.getString(from, received.length()).equals(LAST_CHUNK);
    }
}
