package dev.bellhop.caller;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;

/** Starts one issuer and trusts it as {@code people} (HTTP), as {@code kickoffs} (Kafka), one that is {@code away}, and one that comes {@code late}. */
public final class KeyServerResource implements QuarkusTestResourceLifecycleManager {
    static final String ACME = "0b1f5a0e-6d2f-4a58-9d0d-6a6b1f2f0a01";
    static final String GLOBEX = "0b1f5a0e-6d2f-4a58-9d0d-6a6b1f2f0a02";
    static final String AUTOMATION = "0b1f5a0e-6d2f-4a58-9d0d-6a6b1f2f0a03";

    private KeyServer server;

    @Override
    public Map<String, String> start() {
        server = KeyServer.start();
        server.serves(TestIssuer.jwks(TestIssuer.RSA, TestIssuer.P256));
        Map<String, String> settings = new HashMap<>();
        settings.put("bellhop.service.audience", "bellhop-config");
        settings.put("bellhop.callers.people.issuer", server.issuer());
        settings.put("bellhop.callers.people.audience", "bellhop-config");
        settings.put("bellhop.callers.people.organizations", "*");
        settings.put(
                "bellhop.callers.people.permissions",
                "automations:manage,audit:read,environment_variables:manage,signing_keys:manage,subject_tokens:issue");
        settings.put("bellhop.callers.people.organization-claim", "org");
        settings.put("bellhop.callers.people.permissions-claim", "perms");
        settings.put("bellhop.callers.people.grants[0].subject", "robot:*:" + AUTOMATION);
        settings.put("bellhop.callers.people.grants[0].permissions", "automations:read");
        settings.put("bellhop.callers.people.grants[0].organizations", ACME);
        settings.put("bellhop.callers.people.grants[0].automations", AUTOMATION);
        settings.put("bellhop.callers.people.grants[1].subject", "operator");
        settings.put("bellhop.callers.people.grants[1].permissions", "signing_keys:read,subject_tokens:issue");
        settings.put("bellhop.callers.people.grants[1].organizations", "*");
        settings.put("bellhop.callers.kickoffs.issuer", server.issuer());
        settings.put("bellhop.callers.kickoffs.audience", "bellhop-kickoff");
        settings.put("bellhop.callers.kickoffs.organizations", "*");
        settings.put("bellhop.callers.kickoffs.permissions", "kickoffs:resolve");
        settings.put("bellhop.callers.kickoffs.organization-claim", "organization_id");
        settings.put("bellhop.callers.kickoffs.grants[0].subject", "organization:*:automation:*");
        settings.put("bellhop.callers.kickoffs.grants[0].permissions", "kickoffs:resolve");
        settings.put("bellhop.callers.away.issuer", "https://localhost:1/away");
        settings.put("bellhop.callers.away.audience", "bellhop-config");
        String late = "https://localhost:" + freePort() + "/idp";
        settings.put("bellhop.callers.late.issuer", late);
        settings.put("bellhop.callers.late.audience", "bellhop-config");
        settings.put("test.late-issuer", late);
        settings.put("bellhop.caller-keys.timeout", "PT30S"); // a busy machine must not end a fetch that a test holds
        settings.put("test.issuer", server.issuer());
        return settings;
    }

    /** Free now; nobody listens while the service starts. */
    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        server.close();
    }
}
