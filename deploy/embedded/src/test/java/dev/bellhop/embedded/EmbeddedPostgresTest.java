package dev.bellhop.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.embedded.EmbeddedPostgres.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    private static final String ORGANIZATION_A = "00000000-0000-4000-8000-00000000000a";
    private static final String ORGANIZATION_B = "00000000-0000-4000-8000-00000000000b";

    @TempDir
    static Path dir;

    static EmbeddedPostgres postgres;
    static Database config;

    @BeforeAll
    static void start() throws SQLException {
        postgres = EmbeddedPostgres.start(0, dir);
        config = postgres.database("config");
        try (Connection owner = asOwner(config);
                Statement statement = owner.createStatement()) {
            statement.execute("create table thing (organization_id uuid not null, name text)");
            statement.execute("alter table thing enable row level security");
            statement.execute("alter table thing force row level security");
            statement.execute("""
                    create policy own_rows on thing
                      using (organization_id = nullif(current_setting('bellhop.organization', true), '')::uuid)
                      with check (organization_id = nullif(current_setting('bellhop.organization', true), '')::uuid)
                    """);
        }
        insert(ORGANIZATION_A, "a's");
        insert(ORGANIZATION_B, "b's");
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void serviceSeesTheRowsOfItsOrganizationOnly() throws SQLException {
        assertThat(names(config, ORGANIZATION_A)).isEqualTo("a's");
    }

    @Test
    void serviceSeesNothingWithoutAnOrganization() throws SQLException {
        assertThat(names(config, "")).isNull();
    }

    @Test
    void serviceCannotWriteForAnotherOrganization() {
        assertThatThrownBy(() -> {
                    try (Connection service = asService(config);
                            Statement statement = service.createStatement()) {
                        statement.execute("select set_config('bellhop.organization', '" + ORGANIZATION_A + "', false)");
                        statement.execute("insert into thing values ('" + ORGANIZATION_B + "', 'forged')");
                    }
                })
                .hasMessageContaining("row-level security");
    }

    @Test
    void serviceCannotSwitchRowSecurityOff() {
        assertThatThrownBy(() -> executeAsService("alter table thing disable row level security"))
                .hasMessageContaining("must be owner");
        assertThatThrownBy(() -> executeAsService("set row_security = off; select * from thing"))
                .hasMessageContaining("affected by row-level security");
        assertThatThrownBy(() -> executeAsService("set role " + config.owner()))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> executeAsService("create table mine (id int)"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void rolesOfAnotherDatabaseCannotEnter() {
        Database issuer = postgres.database("issuer");
        assertThatThrownBy(() -> DriverManager.getConnection(config.jdbcUrl(), issuer.owner(), issuer.ownerPassword()))
                .hasMessageContaining("permission denied for database");
        assertThatThrownBy(
                        () -> DriverManager.getConnection(config.jdbcUrl(), issuer.service(), issuer.servicePassword()))
                .hasMessageContaining("permission denied for database");
    }

    @Test
    void nobodyEntersWithoutAPassword() {
        assertThatThrownBy(() -> DriverManager.getConnection(config.jdbcUrl(), config.service(), "wrong"))
                .hasMessageContaining("password authentication failed");
        assertThatThrownBy(() -> DriverManager.getConnection(config.jdbcUrl(), "postgres", ""))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void passwordsStayOutOfText() {
        assertThat(config.toString())
                .contains(config.jdbcUrl())
                .doesNotContain(config.ownerPassword(), config.servicePassword());
    }

    private static void insert(String organization, String name) throws SQLException {
        try (Connection service = asService(config);
                Statement statement = service.createStatement()) {
            statement.execute("select set_config('bellhop.organization', '" + organization + "', false)");
            statement.execute("insert into thing values ('" + organization + "', '" + name.replace("'", "''") + "')");
        }
    }

    private static String names(Database database, String organization) throws SQLException {
        try (Connection service = asService(database);
                Statement statement = service.createStatement()) {
            statement.execute("select set_config('bellhop.organization', '" + organization + "', false)");
            try (ResultSet rows = statement.executeQuery("select string_agg(name, ',') from thing")) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    private static void executeAsService(String sql) throws SQLException {
        try (Connection service = asService(config);
                Statement statement = service.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection asOwner(Database database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.owner(), database.ownerPassword());
    }

    private static Connection asService(Database database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.service(), database.servicePassword());
    }
}
