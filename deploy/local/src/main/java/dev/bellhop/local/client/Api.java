package dev.bellhop.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.local.http.Https;
import dev.bellhop.local.http.Https.Answer;
import java.net.URI;

/** A JSON API as one caller sees it. */
public final class Api {
    private final Https https;
    private final URI base;
    private final String token;

    /** @param token of the caller, sent as bearer with every request */
    public Api(Https https, URI base, String token) {
        this.https = https;
        this.base = base;
        this.token = token;
    }

    public Answer get(String path) {
        return https.call("GET", uri(path)).bearer(token).send();
    }

    public Answer delete(String path) {
        return https.call("DELETE", uri(path)).bearer(token).send();
    }

    public Answer put(String path, Object body) {
        return https.call("PUT", uri(path)).bearer(token).json(body).send();
    }

    public Answer post(String path, Object body) {
        return https.call("POST", uri(path)).bearer(token).json(body).send();
    }

    /** @throws ApiException unless the answer is a success */
    public JsonNode created(String path, Object body) {
        return required("POST " + path, post(path, body));
    }

    /** @throws ApiException unless the answer is a success */
    public JsonNode stored(String path, Object body) {
        return required("PUT " + path, put(path, body));
    }

    private static JsonNode required(String request, Answer answer) {
        if (answer.status() / 100 != 2) {
            throw new ApiException(request, answer);
        }
        return answer.body().isEmpty() ? Https.JSON.nullNode() : answer.json();
    }

    private URI uri(String path) {
        return URI.create(base + path);
    }
}
