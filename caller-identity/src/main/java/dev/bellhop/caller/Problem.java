package dev.bellhop.caller;

import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** A problem document (RFC 9457) with the members that all of Bellhop's have. */
record Problem(int status, String code, String detail, UUID correlation) {

    static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, UUID.randomUUID());
    }

    JsonObject document() {
        return new JsonObject()
                .put("type", "urn:bellhop:problem:" + code)
                .put("title", code.replace('-', ' '))
                .put("status", status)
                .put("detail", detail)
                .put("instance", "urn:uuid:" + correlation);
    }

    /** As text, so that no JSON extension has to know the media type. */
    Response response(JsonObject document) {
        return Response.status(status)
                .type("application/problem+json")
                .header("Cache-Control", "no-store")
                .entity(document.encode())
                .build();
    }
}
