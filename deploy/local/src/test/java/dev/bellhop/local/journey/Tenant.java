package dev.bellhop.local.journey;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.local.client.Api;
import dev.bellhop.local.client.CloudControl;
import dev.bellhop.local.client.Kickoff;
import dev.bellhop.local.client.Worker;
import dev.bellhop.local.demo.Seed;
import dev.bellhop.local.http.Https;
import dev.bellhop.local.stack.StackFile;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** An organization of a journey, with all it has in the cloud and in config-service. */
final class Tenant {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final StackFile stack = TestStack.file();
    private final CloudControl cloud = new CloudControl(stack);
    private final Seed.Seeded seeded;

    private Tenant(Seed.Seeded seeded) {
        this.seeded = seeded;
    }

    static Tenant planted() {
        StackFile stack = TestStack.file();
        return new Tenant(new Seed(stack).plant("tenant-" + COUNT.incrementAndGet()));
    }

    Seed.Seeded seeded() {
        return seeded;
    }

    CloudControl cloud() {
        return cloud;
    }

    UUID organization() {
        return seeded.organization();
    }

    UUID automation() {
        return seeded.automation();
    }

    String path() {
        return "/v1/organizations/" + organization();
    }

    String vaultHost() {
        return seeded.vault() + ".vault.azure.net";
    }

    Kickoff kickoff(Worker worker) {
        return Kickoff.of(organization(), automation(), worker);
    }

    List<Kickoff> kickoffs(Worker worker, int count) {
        return Stream.generate(() -> kickoff(worker)).limit(count).toList();
    }

    /** A new version of a secret in the organization's vault. */
    String secret(String name, String value) {
        return cloud.secret(seeded.vault(), name, value);
    }

    /** config-service, as an administrator of everything. */
    Api admin() {
        return new Api(
                Https.trusting(stack.caFile()),
                stack.config().url(),
                stack.tokens().get("admin"));
    }

    /** config-service, as someone who may manage this organization only. */
    Api ownAdmin() {
        return new Api(Https.trusting(stack.caFile()), stack.config().url(), token("tenant:admin", "bellhop-config"));
    }

    /** One of the resolvers' HTTP interfaces, as someone of this organization. */
    Api ownWorker() {
        return new Api(
                Https.trusting(stack.caFile()),
                stack.resolvers().get(0).url(),
                token("tenant:worker", "bellhop-resolver"));
    }

    /** A token of the identity provider that names this organization. */
    String token(String subject, String audience) {
        return cloud.token(
                subject, audience, Map.of("organization_id", organization().toString()), Duration.ofMinutes(10));
    }

    /** One more automation without variables. */
    UUID newAutomation(String name) {
        return UUID.fromString(admin().created(path() + "/automations", Map.of("name", name))
                .get("id")
                .asText());
    }

    /** A variable of this organization's own credential. */
    JsonNode variable(UUID automation, String key, String secretName) {
        return variable(
                automation,
                key,
                Map.of("source", "credential", "credentialId", seeded.credential(), "secretName", secretName));
    }

    JsonNode variable(UUID automation, String key, Map<String, ?> reference) {
        Map<String, Object> variable = new LinkedHashMap<>(reference);
        variable.put("key", key);
        variable.put("required", true);
        variable.put("assignedTo", List.of(automation));
        return admin().created(path() + "/environment-variables", variable);
    }
}
