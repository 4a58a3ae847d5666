package dev.bellhop.caller;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;

/** The tokens with which this service calls our others. Each comes from a file that something else keeps fresh. */
@Singleton
public final class ServiceTokens {
    private final Map<String, TokenFile> files;

    ServiceTokens(IdentityConfig config, Vertx vertx) {
        Map<String, TokenFile> configured = new LinkedHashMap<>();
        config.services()
                .forEach((service, identity) -> identity.tokenFile()
                        .ifPresent(path -> configured.put(
                                service,
                                new TokenFile(
                                        "bellhop.identity." + service + ".token-file",
                                        path,
                                        vertx,
                                        System::nanoTime))));
        this.files = Map.copyOf(configured);
    }

    /**
     * The token to present to {@code service}, at most a second old. Never blocks.
     *
     * @param service {@code issuer} or {@code config}
     * @return fails with {@link IllegalStateException}, naming the setting, if there is no file or no token in it
     */
    public Uni<String> tokenFor(String service) {
        TokenFile file = files.get(service);
        return file != null
                ? file.token()
                : Uni.createFrom()
                        .failure(() -> new IllegalStateException("bellhop.identity." + service
                                + ".token-file is missing: nothing proves us to that service"));
    }
}
