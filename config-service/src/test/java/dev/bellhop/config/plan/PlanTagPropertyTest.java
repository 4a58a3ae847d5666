package dev.bellhop.config.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.config.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Any mutations in any order: the plan's entity tag changes where another outcome is possible, where a value was written, and where a
 * name that the plan shows changed (ADR 0011); and nowhere else. What decides an outcome is listed here by hand.
 */
@QuarkusTest
class PlanTagPropertyTest extends ServiceTest {
    private static final int STEPS = 30;

    /** They count and date what is compared anyway; a name is shown, and so in the bytes. */
    private static final Set<String> NOT_OF_THE_OUTCOME = Set.of("revision", "updatedAt");

    private UUID organization;
    private UUID automation;
    private UUID other;
    private String direct;
    private String named;
    private String byDefault;
    private String elsewhere;
    private String credential;
    private String secret;
    private String unused;
    private String config;

    /** One change, and whether a value of the automation's was written by it. */
    private record Mutation(String what, boolean writes, Runnable run) {}

    @BeforeEach
    void setUp() {
        organization = organization();
        automation = automation(organization, "Crew");
        other = automation(organization, "Other");
        UUID tenant = config(organization, "Tenant");
        UUID vault = credential(organization, "Vault", tenant);
        UUID bySecret = idOf(created(admin().body(clientSecretBody("By secret", "s"))
                .post(of(organization) + "/secret-provider-credentials")));
        config = path("workload-identity-configs", tenant);
        credential = path("secret-provider-credentials", vault);
        secret = path("secret-provider-credentials", bySecret);
        unused = path("secret-provider-credentials", credential(organization, "Unused", tenant));
        direct = variable("DIRECT", Map.of("source", "direct", "value", "v"), automation);
        named = variable(
                "NAMED",
                Map.of("source", "credential", "credentialId", vault.toString(), "secretName", "a"),
                automation);
        variable(
                "SECRET",
                Map.of("source", "credential", "credentialId", bySecret.toString(), "secretName", "a"),
                automation);
        byDefault = variable(
                "DEFAULT",
                Map.of("source", "default", "provider", "azure_key_vault", "secretName", "b", "defaultValue", "d"),
                automation);
        elsewhere = variable("ELSEWHERE", Map.of("source", "direct", "value", "v"), other);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void theTagChangesExactlyWithTheOutcome(long seed) {
        Random random = new Random(seed);
        List<Mutation> mutations = mutations(random);
        String before = outcome();
        String tag = plan().header("ETag");
        List<String> done = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            Mutation mutation = mutations.get(random.nextInt(mutations.size()));
            mutation.run().run();
            done.add(mutation.what());
            String after = outcome();
            Response now = resolver().header("If-None-Match", tag).get(automationPath("resolution-plan"));
            boolean changed = !after.equals(before) || mutation.writes();
            assertThat(now.statusCode()).as("seed %s: %s", seed, done).isEqualTo(changed ? 200 : 304);
            assertThat(now.header("ETag").equals(tag))
                    .as("seed %s: %s", seed, done)
                    .isEqualTo(!changed);
            before = after;
            tag = now.header("ETag");
        }
    }

    private List<Mutation> mutations(Random random) {
        return List.of(
                new Mutation("value written", true, () -> put(direct, "value", "v" + random.nextInt(2))),
                new Mutation("default written", true, () -> put(byDefault, "defaultValue", "d" + random.nextInt(2))),
                new Mutation("client secret written", true, () -> putAzure(secret, "clientSecret", "s")),
                new Mutation("config renamed", false, () -> put(config, "name", "C" + random.nextInt())),
                new Mutation("credential renamed", false, () -> put(credential, "name", "V" + random.nextInt())),
                new Mutation(
                        "renamed", false, () -> put(path("automations", automation), "name", "A" + random.nextInt())),
                new Mutation("blank value", false, () -> put(direct, "value", "")),
                new Mutation(
                        "nothing",
                        false,
                        () -> put(credential, "enabled", admin().get(credential).path("enabled"))),
                new Mutation("elsewhere written", false, () -> put(elsewhere, "value", "v" + random.nextInt())),
                new Mutation(
                        "elsewhere deleted not",
                        false,
                        () -> admin().header("If-Match", "*").delete(elsewhere)),
                new Mutation("unused renamed", false, () -> put(unused, "name", "Unused " + random.nextInt())),
                new Mutation("secret renamed", false, () -> put(named, "secretName", "a" + random.nextInt(3))),
                new Mutation("required", false, () -> put(named, "required", random.nextBoolean())),
                new Mutation("credential on and off", false, () -> put(credential, "enabled", random.nextBoolean())),
                new Mutation("config on and off", false, () -> put(config, "enabled", random.nextBoolean())),
                new Mutation("default credential", false, () -> put(credential, "default", random.nextBoolean())),
                new Mutation("default unused", false, () -> put(unused, "default", random.nextBoolean())),
                new Mutation("default config", false, () -> put(config, "default", random.nextBoolean())),
                new Mutation("also elsewhere", false, () -> put(named, "assignedTo", both(random.nextBoolean()))),
                new Mutation(
                        "other renamed", false, () -> put(path("automations", other), "name", "O" + random.nextInt())));
    }

    private List<String> both(boolean withOther) {
        return withOther ? List.of(automation.toString(), other.toString()) : List.of(automation.toString());
    }

    /** What resolving reads, without what only shows. */
    private String outcome() {
        return relevant(plan().jsonPath().getMap(""))
                + resolver().post(automationPath("resolution-values")).asString();
    }

    private static Object relevant(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> kept = new TreeMap<>();
            map.forEach((member, inside) -> {
                if (!NOT_OF_THE_OUTCOME.contains(String.valueOf(member))) {
                    kept.put(String.valueOf(member), relevant(inside));
                }
            });
            return kept;
        }
        return value instanceof List<?> list
                ? list.stream().map(PlanTagPropertyTest::relevant).toList()
                : String.valueOf(value);
    }

    private Response plan() {
        return resolver().get(automationPath("resolution-plan"));
    }

    private String automationPath(String what) {
        return path("automations", automation) + "/" + what;
    }

    private String path(String collection, UUID id) {
        return of(organization) + "/" + collection + "/" + id;
    }

    private String variable(String key, Map<String, Object> members, UUID assigned) {
        Map<String, Object> body = new HashMap<>(members);
        body.put("key", key);
        body.put("assignedTo", List.of(assigned.toString()));
        return path("environment-variables", variable(organization, body));
    }

    private void put(String one, String member, Object value) {
        Map<String, Object> body = new HashMap<>(admin().get(one).jsonPath().getMap(""));
        body.put(member, value);
        admin().header("If-Match", "*").body(body).put(one).then().statusCode(200);
    }

    private void putAzure(String one, String member, Object value) {
        Map<String, Object> azure = new HashMap<>(admin().get(one).jsonPath().getMap("azure"));
        azure.put(member, value);
        put(one, "azure", azure);
    }
}
