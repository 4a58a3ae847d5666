package dev.bellhop.config.audit;

import dev.bellhop.caller.Callers;
import dev.bellhop.config.problem.Correlation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;

/** The author of the request at hand; asked on the request's own thread, before any transaction. */
@ApplicationScoped
public class Authors {
    private final SecurityIdentity identity;
    private final CurrentVertxRequest request;

    Authors(SecurityIdentity identity, CurrentVertxRequest request) {
        this.identity = identity;
        this.request = request;
    }

    public Author current() {
        return new Author(Callers.of(identity), Correlation.of(request.getCurrent()));
    }
}
