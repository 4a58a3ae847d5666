package dev.bellhop.local.client;

import dev.bellhop.local.http.Https.Answer;

/** A request that was refused; the message holds the problem document, which is safe to show (RFC 9457). */
public final class ApiException extends RuntimeException {
    private final int status;

    ApiException(String request, Answer answer) {
        super(request + " was answered with " + answer.status() + ": " + answer.body());
        this.status = answer.status();
    }

    public int status() {
        return status;
    }
}
