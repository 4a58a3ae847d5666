package dev.bellhop.local.stack;

import java.nio.file.Path;

/** The three services, by the directory of their module. */
public enum ServiceName {
    ISSUER("issuer-service"),
    CONFIG("config-service"),
    RESOLVER("resolver-service");

    private final String module;

    ServiceName(String module) {
        this.module = module;
    }

    public String module() {
        return module;
    }

    /** The {@code quarkus-app} directory of its package. */
    public Path application(Path root) {
        return root.resolve(module).resolve("target/quarkus-app");
    }
}
