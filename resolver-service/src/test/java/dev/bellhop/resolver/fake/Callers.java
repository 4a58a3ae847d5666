package dev.bellhop.resolver.fake;

import dev.bellhop.embedded.PrivateFiles;
import dev.bellhop.emulator.identity.IdentityProvider;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** An issuer of kickoff grants and of workers' tokens, trusted by the resolver under test; and its key for fingerprints. */
public final class Callers implements QuarkusTestResourceLifecycleManager {
    /** 32 bytes and the line break that openssl leaves. */
    public static final String FINGERPRINT_KEY = "0123456789abcdef0123456789abcdef\n";

    private static final IdentityProvider ISSUER = IdentityProvider.create("https://issuer.test", Clock.systemUTC());
    /** Another issuer of grants, whose keys {@link Platform} serves only once it is told to. */
    static final IdentityProvider LATE = IdentityProvider.create("https://late.test", Clock.systemUTC());

    @Override
    public Map<String, String> start() {
        try {
            Path directory = Files.createTempDirectory("resolver-callers");
            Path jwks = directory.resolve("jwks.json");
            Path fingerprintKey = directory.resolve("fingerprint.key");
            PrivateFiles.write(jwks, ISSUER.jwks());
            PrivateFiles.write(fingerprintKey, FINGERPRINT_KEY);
            Map<String, String> settings = new HashMap<>();
            caller(settings, "kickoffs", ISSUER, "bellhop-kickoff", "organization:*:automation:*");
            settings.put("bellhop.callers.kickoffs.jwks-file", jwks.toString());
            caller(settings, "workers", ISSUER, "bellhop-resolver", "service:worker");
            settings.put("bellhop.callers.workers.jwks-file", jwks.toString());
            settings.put(
                    "bellhop.callers.workers.permissions",
                    "kickoffs:resolve,secret_providers:manage,automations:read,environment_variables:read");
            settings.put("bellhop.callers.workers.grants[1].subject", "user:admin");
            settings.put(
                    "bellhop.callers.workers.grants[1].permissions",
                    "secret_providers:manage,automations:read,environment_variables:read");
            caller(settings, "late", LATE, "bellhop-kickoff", "organization:*:automation:*");
            settings.put("bellhop.fingerprint.key-file", fingerprintKey.toString());
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}

    private static void caller(
            Map<String, String> settings, String name, IdentityProvider issuer, String audience, String subject) {
        String prefix = "bellhop.callers." + name + ".";
        settings.put(prefix + "issuer", issuer.issuer());
        settings.put(prefix + "audience", audience);
        settings.put(prefix + "organization-claim", "organization_id");
        settings.put(prefix + "organizations", "*");
        settings.put(prefix + "permissions", "kickoffs:resolve");
        settings.put(prefix + "grants[0].subject", subject);
        settings.put(prefix + "grants[0].permissions", "kickoffs:resolve");
    }

    /** A grant as our issuer mints it, bound to the kickoff and, unless null, to the recipient's key. */
    public static String grant(UUID organization, UUID automation, UUID kickoff, String thumbprint) {
        return grant(ISSUER, organization, automation, kickoff, thumbprint);
    }

    /** The same from the issuer whose keys come late. */
    public static String lateGrant(UUID organization, UUID automation, UUID kickoff, String thumbprint) {
        return grant(LATE, organization, automation, kickoff, thumbprint);
    }

    private static String grant(
            IdentityProvider issuer, UUID organization, UUID automation, UUID kickoff, String thumbprint) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("organization_id", organization.toString());
        claims.put("automation_id", automation.toString());
        claims.put("kickoff_id", kickoff.toString());
        if (thumbprint != null) {
            claims.put("cnf", Map.of("jkt", thumbprint));
        }
        return issuer.mint(
                "organization:" + organization + ":automation:" + automation,
                "bellhop-kickoff",
                claims,
                Duration.ofMinutes(5));
    }

    /** A worker's token for the HTTP edge. */
    public static String worker(UUID organization) {
        return token("service:worker", organization);
    }

    /** The same of somebody who sets credentials up, and may not resolve. */
    public static String admin(UUID organization) {
        return token("user:admin", organization);
    }

    private static String token(String subject, UUID organization) {
        return ISSUER.mint(
                subject, "bellhop-resolver", Map.of("organization_id", organization.toString()), Duration.ofMinutes(5));
    }

    /** A token of an issuer nobody trusts. */
    public static String stranger() {
        return IdentityProvider.create("https://stranger.test", Clock.systemUTC())
                .mint("service:worker", "bellhop-kickoff", Map.of(), Duration.ofMinutes(5));
    }
}
