package dev.bellhop.config.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.bellhop.config.ServiceTest;
import dev.bellhop.config.fake.AtOnce;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Admins who work on things that hang together: whoever comes second is told so, and nobody sees a fault. */
@QuarkusTest
class ConcurrentAdminsTest extends ServiceTest {

    @Test
    void leaveOneDefaultHoweverManyWantToBeIt() throws Exception {
        UUID organization = organization();
        String configs = of(organization) + "/workload-identity-configs";
        List<Callable<Response>> makers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Map<String, Object> body = new HashMap<>(configBody("Tenant " + i));
            body.put("default", true);
            makers.add(() -> admin().body(body).post(configs));
        }

        assertThat(AtOnce.run(makers)).extracting(Response::statusCode).containsOnly(201);

        assertThat(admin().get(configs).<List<Boolean>>path("items.default"))
                .hasSize(12)
                .containsOnlyOnce(true);
        assertThat(admin().get(of(organization) + "/audit-entries?limit=200")
                        .<List<String>>path("items.findAll { it.action == 'REPLACED' }.changes.flatten().field"))
                .as("each that lost it says so")
                .containsOnly("default")
                .hasSize(11);
    }

    /** Each reads, changes and writes once; whoever was overtaken is told, and what was written is there to the last change. */
    @Test
    void loseNoUpdateWhenTwoHundredWriteOneRow() throws Exception {
        UUID organization = organization();
        String one = of(organization) + "/automations/" + automation(organization, "Name 0");
        List<Callable<Response>> writers = new ArrayList<>();
        String token = mint.apply("user:admin", NO_CLAIMS);
        for (int i = 1; i <= 200; i++) {
            Map<String, Object> body = Map.of("name", "Name " + i);
            writers.add(() -> {
                String tag = as(token).get(one).header("ETag");
                return as(token).header("If-Match", tag).body(body).put(one);
            });
        }

        List<Response> answers = AtOnce.run(writers);

        assertThat(answers).extracting(Response::statusCode).containsOnly(200, 412);
        List<Response> written =
                answers.stream().filter(answer -> answer.statusCode() == 200).toList();
        assertThat(written).as("some win, some are told").hasSizeBetween(2, 199);
        admin().get(one).then().body("revision", equalTo(1 + written.size()));
        assertThat(written)
                .extracting(answer -> answer.<Integer>path("revision"))
                .doesNotHaveDuplicates();
        List<Map<String, String>> changes = new ArrayList<>(admin().get(of(organization) + "/audit-entries?limit=200")
                .path("items.findAll { it.action == 'REPLACED' }.changes.flatten()"));
        assertThat(changes).hasSameSizeAs(written);
        Map<String, String> next = new HashMap<>();
        changes.forEach(change -> assertThat(next.put(change.get("from"), change.get("to")))
                .as("two changes made from one state")
                .isNull());
        String name = "Name 0";
        for (int i = 0; i < written.size(); i++) {
            name = next.get(name);
        }
        admin().get(one).then().body("name", equalTo(name));
    }

    @RepeatedTest(3)
    void doNotDeleteWhatOthersBeginToUse() throws Exception {
        UUID organization = organization();
        UUID config = config(organization, "Tenant");
        String credentials = of(organization) + "/secret-provider-credentials";
        List<Callable<Response>> admins = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Map<String, Object> body = credentialBody("Vault " + i, config);
            admins.add(() -> admin().body(body).post(credentials));
            admins.add(() ->
                    admin().header("If-Match", "*").delete(of(organization) + "/workload-identity-configs/" + config));
        }

        assertThat(AtOnce.run(admins)).extracting(Response::statusCode).isSubsetOf(201, 204, 400, 404, 409);

        List<String> used = admin().get(credentials).path("items.workloadIdentityConfigId");
        int answer = admin().get(of(organization) + "/workload-identity-configs/" + config)
                .statusCode();
        assertThat(answer).isEqualTo(used.isEmpty() ? 404 : 200);
    }

    @Test
    void deleteDifferentRowsAtOnce() throws Exception {
        UUID organization = organization();
        List<Callable<Response>> admins = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            String one = of(organization) + "/automations/" + automation(organization, "Crew " + i);
            admins.add(() -> admin().header("If-Match", "*").delete(one));
        }
        assertThat(AtOnce.run(admins)).extracting(Response::statusCode).containsOnly(204);
        assertThat(admin().get(of(organization) + "/automations").<List<Object>>path("items"))
                .isEmpty();
    }

    @RepeatedTest(3)
    void assignAndDeleteAutomationsWithoutADeadlock() throws Exception {
        UUID organization = organization();
        List<String> automations = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            automations.add(automation(organization, "Crew " + i).toString());
        }
        List<Callable<Response>> admins = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Map<String, Object> body = new HashMap<>(Map.of("key", "KEY_" + i, "source", "direct", "value", "v"));
            String one = of(organization) + "/environment-variables/" + variable(organization, body);
            body.put("assignedTo", automations);
            admins.add(() -> admin().header("If-Match", "*").body(body).put(one));
        }
        for (String automation : automations.subList(0, 2)) {
            admins.add(() -> admin().header("If-Match", "*").delete(of(organization) + "/automations/" + automation));
        }

        assertThat(AtOnce.run(admins)).extracting(Response::statusCode).isSubsetOf(200, 204, 400);
    }

    @RepeatedTest(3)
    void giveAnAutomationAKeyOnce() throws Exception {
        UUID organization = organization();
        UUID automation = automation(organization, "Crew");
        String variables = of(organization) + "/environment-variables";
        Map<String, Object> body =
                Map.of("key", "KEY", "source", "direct", "value", "v", "assignedTo", List.of(automation.toString()));
        List<Callable<Response>> makers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            makers.add(() -> admin().body(body).post(variables));
        }

        List<Response> answers = AtOnce.run(makers);

        assertThat(answers).extracting(Response::statusCode).containsOnly(201, 409);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(1);
        String winner = admin().get(variables).path("items[0].id");
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 409)
                .extracting(answer -> answer.<String>path("existingId"))
                .containsOnly(winner);
    }

    @Test
    void makeAnOrganizationOfOneNameOrIdOnce() throws Exception {
        UUID id = UUID.randomUUID();
        List<Callable<Response>> makers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Map<String, Object> sameName = Map.of("name", "Wanted " + id);
            Map<String, Object> sameId = Map.of("name", "Other " + i + " " + id, "id", id.toString());
            makers.add(() -> admin().body(sameName).post("/v1/organizations"));
            makers.add(() -> admin().body(sameId).post("/v1/organizations"));
        }

        List<Response> answers = AtOnce.run(makers);

        assertThat(answers).extracting(Response::statusCode).containsOnly(201, 409);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(2);
    }
}
