package dev.bellhop.config.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import dev.bellhop.config.ServiceTest;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What PostgreSQL itself keeps apart, asked as the service's own role. */
@QuarkusTest
class RowSecurityTest extends ServiceTest {
    @Inject
    AgroalDataSource database;

    private UUID acme;
    private UUID globex;
    private UUID acmeVariable;
    private UUID globexVariable;
    private UUID globexAutomation;

    @BeforeEach
    void setUp() {
        acme = organization();
        globex = organization();
        acmeVariable = variable(acme, direct("KEY", automation(acme, "Crew")));
        globexAutomation = automation(globex, "Crew");
        globexVariable = variable(globex, direct("KEY", globexAutomation));
        credential(acme, "Vault", config(acme, "Tenant"));
    }

    @Test
    void servesByARoleThatOwnsNothingAndBypassesNothing() throws SQLException {
        try (Connection connection = database.getConnection()) {
            assertThat(texts(
                            connection,
                            "select rolsuper::text || rolbypassrls || rolcreaterole || rolcreatedb"
                                    + " from pg_roles where rolname = current_user"))
                    .containsExactly("falsefalsefalsefalse");
            assertThat(texts(
                            connection,
                            "select c.relname::text from pg_class c join pg_roles r on r.oid = c.relowner"
                                    + " where r.rolname = current_user"))
                    .isEmpty();
        }
    }

    @Test
    void securesEveryTableByForce() throws SQLException {
        try (Connection connection = database.getConnection()) {
            assertThat(
                            texts(
                                    connection,
                                    "select relname::text from pg_class where relkind = 'r'"
                                            + " and relnamespace = 'public'::regnamespace and not (relrowsecurity and relforcerowsecurity)"))
                    .containsExactly("flyway_schema_history");
        }
    }

    @Test
    void showsNothingBeforeAnOrganizationIsEntered() throws SQLException {
        try (Connection connection = database.getConnection()) {
            for (String table : tenantTables(connection)) {
                assertThat(texts(connection, "select 1::text from " + table))
                        .as(table)
                        .isEmpty();
            }
        }
    }

    @Test
    void showsNothingOnAConnectionThatServedAnOrganizationBefore() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            enter(connection, acme);
            assertThat(texts(connection, "select id::text from automation")).hasSize(1);
            connection.commit();
            for (String table : tenantTables(connection)) {
                assertThat(texts(connection, "select 1::text from " + table))
                        .as(table)
                        .isEmpty();
            }
            connection.rollback();
        }
    }

    @Test
    void forgivesAForgottenWhere() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            enter(connection, acme);
            for (String table : tenantTables(connection)) {
                assertThat(texts(connection, "select distinct organization_id::text from " + table))
                        .as(table)
                        .isSubsetOf(acme.toString());
            }
            assertThat(texts(connection, "update automation set enabled = false returning organization_id::text"))
                    .containsExactly(acme.toString());
            assertThat(texts(connection, "delete from environment_variable_assignment returning organization_id::text"))
                    .containsExactly(acme.toString());
            connection.rollback();
        }
    }

    @Test
    void takesNoRowForAnotherOrganization() throws SQLException {
        String insert =
                "insert into automation values (gen_random_uuid(), '" + globex + "', 'x', 'x', true, 1, now(), now())";
        String move = "update environment_variable set organization_id = '" + globex + "'";
        for (String statement : List.of(insert, move)) {
            try (Connection connection = database.getConnection()) {
                connection.setAutoCommit(false);
                enter(connection, acme);
                assertThatThrownBy(() -> execute(connection, statement))
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getSQLState()).isEqualTo("42501"));
                connection.rollback();
            }
        }
    }

    @Test
    void refersToNoRowOfAnotherOrganization() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            enter(connection, acme);
            assertThatThrownBy(() -> execute(
                            connection,
                            "insert into environment_variable_assignment values ('" + acme + "', '" + globexAutomation
                                    + "', '" + acmeVariable + "', 'KEY')"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23503"));
            connection.rollback();
        }
    }

    @Test
    void keepsHistoryAsItWasWritten() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            enter(connection, acme);
            int entries = texts(connection, "select id::text from audit_entry").size();
            assertThat(entries).isPositive();
            connection.rollback();
            for (String statement : List.of(
                    "update audit_entry set caller = 'x'",
                    "delete from audit_entry",
                    "truncate audit_entry",
                    "delete from organization_id",
                    "update flyway_schema_history set success = false")) {
                assertThatThrownBy(() -> execute(connection, statement))
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getSQLState()).isEqualTo("42501"));
                connection.rollback();
            }
        }
    }

    @Test
    void listsOrganizationsOnlyToRead() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            execute(connection, "select set_config('bellhop.all_organizations', 'listed', true)");
            assertThat(texts(connection, "select id::text from organization"))
                    .contains(acme.toString(), globex.toString());
            assertThat(texts(connection, "select id::text from automation")).isEmpty();
            assertThat(texts(connection, "update organization set enabled = false returning id::text"))
                    .isEmpty();
            connection.rollback();
        }
    }

    @Test
    void aSealedValueDoesNotOpenInAnotherOrganizationsRow() throws SQLException {
        byte[] stolen = sealedValue(acme, acmeVariable);
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            enter(connection, globex);
            try (PreparedStatement update =
                    connection.prepareStatement("update environment_variable set sealed_value = ? where id = ?")) {
                update.setBytes(1, stolen);
                update.setObject(2, globexVariable);
                assertThat(update.executeUpdate()).isEqualTo(1);
            }
            connection.commit();
        }

        Response answer = resolver().post(of(globex) + "/automations/" + globexAutomation + "/resolution-values");

        answer.then()
                .statusCode(500)
                .contentType(PROBLEM)
                .body("title", equalTo("internal error"))
                .body("detail", matchesPattern("correlation id [0-9a-f-]{36}"));
        assertThat(answer.asString()).doesNotContain("canary");
    }

    private byte[] sealedValue(UUID organization, UUID variable) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            enter(connection, organization);
            try (PreparedStatement select =
                    connection.prepareStatement("select sealed_value from environment_variable where id = ?")) {
                select.setObject(1, variable);
                ResultSet row = select.executeQuery();
                assertThat(row.next()).isTrue();
                return row.getBytes(1);
            } finally {
                connection.rollback();
            }
        }
    }

    private static List<String> tenantTables(Connection connection) throws SQLException {
        List<String> tables = texts(
                connection,
                "select table_name::text from information_schema.columns"
                        + " where table_schema = 'public' and column_name = 'organization_id'");
        assertThat(tables).hasSizeGreaterThanOrEqualTo(9);
        return tables;
    }

    private static void enter(Connection connection, UUID organization) throws SQLException {
        assertThat(texts(connection, "select enter_organization('" + organization + "')::text"))
                .containsExactly("true");
    }

    private static List<String> texts(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private static Map<String, Object> direct(String key, UUID automation) {
        return Map.of(
                "key", key, "source", "direct", "value", "canary-77", "assignedTo", List.of(automation.toString()));
    }
}
