package dev.bellhop.emulator.control;

import dev.bellhop.emulator.entra.Directory;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;

/** One call of the control API: its path, query and body, read. Complaints name the member and quote nothing of the body. */
final class Call {
    private final RoutingContext context;

    Call(RoutingContext context) {
        this.context = context;
    }

    String path(String parameter) {
        return context.pathParam(parameter);
    }

    /** A path parameter that is a GUID. */
    UUID guid(String parameter) {
        return guid(parameter, path(parameter));
    }

    static UUID guid(String member, String text) {
        return Directory.guid(text).orElseThrow(() -> new IllegalArgumentException(member + ": expected a GUID"));
    }

    /** A query parameter; an empty one is none. */
    Optional<String> query(String name) {
        return Optional.ofNullable(context.request().getParam(name)).filter(text -> !text.isEmpty());
    }

    /** The body as it came. */
    String text() {
        String text = context.body().asString();
        return text == null ? "" : text;
    }

    <T> T body(Class<T> type) {
        return Bodies.read(context.body().asString(), type);
    }
}
