package dev.bellhop.config.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.bellhop.config.ServiceTest;
import dev.bellhop.config.fake.AtOnce;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** One automation's variables, and all that is in them, have a limit: at assignment, and again before anything is opened. */
@QuarkusTest
class AutomationLimitsTest extends ServiceTest {
    private static final String LARGE = "x".repeat(64 * 1024 - 100);

    @Inject
    AgroalDataSource database;

    private UUID organization;
    private UUID automation;

    @BeforeEach
    void setUp() {
        organization = organization();
        automation = automation(organization, "Crew");
    }

    @Test
    void refusesMoreThanAMebibyteOfValues() {
        for (int i = 0; i < 15; i++) {
            variable(organization, direct("KEY_" + i, LARGE, automation));
        }
        UUID small = variable(organization, direct("SMALL", "x", automation));
        variable(organization, direct("LAST", LARGE, automation));
        refused(admin().body(direct("MORE", LARGE, automation)).post(of(organization) + "/environment-variables"))
                .then()
                .body("detail", containsString("1 MiB"));
        refused(admin().header("If-Match", "*")
                .body(direct("SMALL", LARGE, automation))
                .put(of(organization) + "/environment-variables/" + small));
        UUID elsewhere = variable(organization, direct("MORE", LARGE, automation(organization, "Other")));
        refused(admin().header("If-Match", "*")
                .body(direct("MORE", null, automation))
                .put(of(organization) + "/environment-variables/" + elsewhere));
        values().then().statusCode(200).body("values", hasSize(17));
    }

    @Test
    void refusesMoreThanAThousandVariables() throws SQLException {
        insert(1_000, 1);
        refused(admin().body(direct("MORE", "x", automation)).post(of(organization) + "/environment-variables"))
                .then()
                .body("detail", containsString("1000 variables"));
        plan().then().statusCode(200).body("variables", hasSize(1_000));
    }

    /** Each of these alone would still fit. */
    @RepeatedTest(2)
    void holdsTheLimitAgainstManyAtOnce() throws Exception {
        insert(995, 1);
        List<Callable<Response>> makers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Map<String, Object> body = direct("MORE_" + i, "x", automation);
            makers.add(() -> admin().body(body).post(of(organization) + "/environment-variables"));
        }
        List<Response> answers = AtOnce.run(makers);
        assertThat(answers).extracting(Response::statusCode).containsOnly(201, 409);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(5);
        plan().then().statusCode(200).body("variables", hasSize(1_000));
    }

    @Test
    void readsNothingBeyondTheLimits() throws SQLException {
        insert(1_001, 1);
        refused(plan());
        refused(values());
    }

    @Test
    void opensNothingBeyondAMebibyte() throws SQLException {
        insert(17, 1 << 16);
        plan().then().statusCode(200);
        refused(values()).then().body("detail", containsString("1 MiB"));
    }

    /** As an older version may have left them. */
    private void insert(int variables, int bytes) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select enter_organization('" + organization + "')");
            statement.execute("""
                    insert into environment_variable (id, organization_id, key, source, required, sealed_value,
                                                      value_revision, revision, created_at, updated_at)
                    select gen_random_uuid(), '%s', 'KEY_' || n, 'DIRECT', true, convert_to(repeat('x', %d), 'UTF8'),
                           1, 1, now(), now()
                    from generate_series(1, %d) n
                    """.formatted(organization, bytes, variables));
            statement.execute("""
                    insert into environment_variable_assignment (organization_id, automation_id, variable_id, key)
                    select organization_id, '%s', id, key from environment_variable where organization_id = '%s'
                    """.formatted(automation, organization));
            connection.commit();
        }
    }

    private static Response refused(Response answer) {
        answer.then().statusCode(409).body("type", equalTo("urn:bellhop:problem:automation-full"));
        return answer;
    }

    private Response plan() {
        return resolver().get(of(organization) + "/automations/" + automation + "/resolution-plan");
    }

    private Response values() {
        return resolver().post(of(organization) + "/automations/" + automation + "/resolution-values");
    }

    private static Map<String, Object> direct(String key, String value, UUID automation) {
        Map<String, Object> assigned =
                Map.of("key", key, "source", "direct", "assignedTo", List.of(automation.toString()));
        if (value == null) {
            return assigned;
        }
        Map<String, Object> body = new HashMap<>(assigned);
        body.put("value", value);
        return body;
    }
}
