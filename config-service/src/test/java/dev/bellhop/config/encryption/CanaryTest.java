package dev.bellhop.config.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.config.ServiceTest;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Follows one value through everything that writes: answers, log, audit trail and database. */
@QuarkusTest
class CanaryTest extends ServiceTest {
    private static final String CANARY = "canary-8f14e45fceea";

    @Inject
    AgroalDataSource database;

    @Test
    void aValueShowsOnlyWhereValuesAreAskedFor() throws SQLException {
        LogCatcher log = new LogCatcher();
        Logger root = Logger.getLogger("");
        Logger ours = Logger.getLogger("dev.bellhop");
        root.addHandler(log);
        ours.setLevel(Level.ALL);
        StringBuilder answers = new StringBuilder();
        UUID organization = organization();
        UUID automation = automation(organization, "Crew");
        try {
            String variables = of(organization) + "/environment-variables";
            Map<String, Object> body = Map.of(
                    "key", "MODE", "source", "direct", "value", CANARY, "assignedTo", List.of(automation.toString()));
            Response made = admin().body(body).post(variables);
            String one = variables + "/" + made.path("id");
            for (Response answer : List.of(
                    made,
                    admin().body(body).post(variables), // the key is taken
                    admin().header("If-Match", "\"9\"").body(body).put(one),
                    admin().header("If-Match", "*").body(body).put(one),
                    admin().body("{\"key\":\"A\",\"source\":\"direct\",\"value\":{\"" + CANARY + "\":1}}")
                            .post(variables),
                    admin().body("{\"key\":\"A\",\"source\":\"" + CANARY + "\"}")
                            .post(variables),
                    admin().body("{\"key\":\"" + CANARY + " \",\"source\":\"direct\",\"value\":\"v\"}")
                            .post(variables),
                    admin().body("{\"value\":\"" + CANARY).post(variables),
                    admin().body("{\"value\":" + CANARY + "}").post(variables),
                    admin().body("{\"id\":\"" + CANARY + "\"}").post(variables),
                    admin().get(one),
                    admin().get(variables),
                    admin().get(of(organization) + "/audit-entries"),
                    resolver().get(of(organization) + "/automations/" + automation + "/resolution-plan"))) {
                answers.append(answer.asString()).append(answer.headers());
            }
            Response values = resolver().post(of(organization) + "/automations/" + automation + "/resolution-values");
            assertThat(values.asString()).contains(CANARY);
        } finally {
            root.removeHandler(log);
            ours.setLevel(null);
        }

        assertThat(answers.toString()).doesNotContain(CANARY);
        assertThat(log.text()).isNotEmpty().doesNotContain(CANARY);
        assertThat(everythingStored(organization))
                .contains(organization.toString())
                .doesNotContain(CANARY)
                .doesNotContain(HexFormat.of().formatHex(CANARY.getBytes(StandardCharsets.UTF_8)));
    }

    private String everythingStored(UUID organization) throws SQLException {
        StringBuilder all = new StringBuilder();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select enter_organization('" + organization + "')");
            for (String table : List.of(
                    "organization",
                    "automation",
                    "environment_variable",
                    "environment_variable_assignment",
                    "audit_entry")) {
                try (ResultSet rows = statement.executeQuery("select t::text from " + table + " t")) {
                    while (rows.next()) {
                        all.append(rows.getString(1)).append('\n');
                    }
                }
            }
            connection.rollback();
        }
        return all.toString();
    }

    private static final class LogCatcher extends Handler {
        private final StringWriter text = new StringWriter();

        @Override
        public synchronized void publish(LogRecord logged) {
            text.append(logged.getMessage()).append('\n');
            if (logged.getParameters() != null) {
                text.append(List.of(logged.getParameters()).toString()).append('\n');
            }
            if (logged.getThrown() != null) {
                logged.getThrown().printStackTrace(new PrintWriter(text));
            }
        }

        synchronized String text() {
            return text.toString();
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
