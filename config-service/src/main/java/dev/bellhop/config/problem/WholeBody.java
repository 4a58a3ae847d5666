package dev.bellhop.config.problem;

import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Refuses a body with members that could not be read, and in the same answer tells what else is wrong with it. */
@Provider
class WholeBody implements ReaderInterceptor {
    private final UriInfo uri;

    WholeBody(UriInfo uri) {
        this.uri = uri;
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        List<FieldError> faults = new ArrayList<>();
        Object body = FieldFaults.collecting(faults, context::proceed);
        if (faults.isEmpty()) {
            return body;
        }
        Checks checks = new Checks();
        if (body instanceof CheckedBody known) {
            known.check(checks, id(known));
        }
        throw ConfigException.invalid(checks.beside(faults));
    }

    private UUID id(CheckedBody body) {
        return Optional.ofNullable(uri.getPathParameters().getFirst(body.idParameter()))
                .filter(StrictJson::isUuid)
                .map(UUID::fromString)
                .orElse(null);
    }
}
