package dev.bellhop.local.stack;

import dev.bellhop.embedded.PrivateFiles;
import dev.bellhop.emulator.identity.IdentityProvider;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tokens of the stack's own callers, one file each, as a Kubernetes cluster would project them: written anew long before they expire.
 * The services read some of them ({@code bellhop.identity.<service>.token-file}), people and the demo the others.
 */
final class TokenFiles {
    static final Duration LIFE = Duration.ofHours(1);
    static final Duration RENEWAL = Duration.ofMinutes(20);
    /** How often it is looked whether that time has come: by the wall clock, which goes on while a laptop sleeps. */
    static final Duration LOOK = Duration.ofSeconds(30);

    /** Who the token is for, and where it is valid. {@code demo} ones are shown in the stack file. */
    private record Token(String name, String subject, String audience, boolean demo) {}

    private static final List<Token> TOKENS = List.of(
            new Token("resolver-at-issuer", DemoCallers.RESOLVER, DemoCallers.ISSUER_AUDIENCE, false),
            new Token("resolver-at-config", DemoCallers.RESOLVER, DemoCallers.CONFIG_AUDIENCE, false),
            new Token("admin", DemoCallers.ADMIN, DemoCallers.CONFIG_AUDIENCE, true),
            new Token("scheduler", DemoCallers.SCHEDULER, DemoCallers.ISSUER_AUDIENCE, true),
            new Token("worker", DemoCallers.WORKER, DemoCallers.RESOLVER_AUDIENCE, true),
            new Token("operator", DemoCallers.OPERATOR, DemoCallers.ISSUER_AUDIENCE, true),
            new Token("pipeline", DemoCallers.PIPELINE, DemoCallers.ISSUER_AUDIENCE, true));

    private final Path directory;
    private final IdentityProvider identityProvider;
    private final Clock clock;
    private Instant renewed = Instant.EPOCH;

    TokenFiles(Path directory, IdentityProvider identityProvider, Clock clock) {
        this.directory = directory;
        this.identityProvider = identityProvider;
        this.clock = clock;
    }

    Path directory() {
        return directory;
    }

    Path file(String name) {
        return directory.resolve(name + ".jwt");
    }

    synchronized boolean due() {
        return clock.instant().isAfter(renewed.plus(RENEWAL));
    }

    /** Mints and writes every token; answers those for the stack file, by name. */
    synchronized Map<String, String> renew() {
        Map<String, String> demo = new LinkedHashMap<>();
        for (Token token : TOKENS) {
            String jwt = identityProvider.mint(token.subject(), token.audience(), Map.of(), LIFE);
            PrivateFiles.write(file(token.name()), jwt);
            if (token.demo()) {
                demo.put(token.name(), jwt);
            }
        }
        renewed = clock.instant();
        return demo;
    }
}
