package dev.bellhop.issuer.key;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Knocks at the database before the tables are migrated, so that one that is away stops the start with a sentence and not with the stack of
 * a tool in between.
 */
@ApplicationScoped
class ReachableDatabase implements FlywayConfigurationCustomizer {
    @Override
    public void customize(FluentConfiguration configuration) {
        try (Connection connection = configuration.getDataSource().getConnection()) {
            connection.isReadOnly();
        } catch (SQLException refused) {
            throw new ConfigurationException(sentence(refused));
        }
    }

    /** By the class of the SQL state (PostgreSQL, appendix A): 28 is about who asks, 3D about the database's name. */
    static String sentence(SQLException refused) {
        String state = String.valueOf(refused.getSQLState());
        String settings = state.startsWith("28")
                ? "quarkus.flyway.username and quarkus.flyway.password are refused by the database of quarkus.datasource.jdbc.url"
                : "the database of quarkus.datasource.jdbc.url cannot be reached, and managed keys need it to start";
        return settings + ": " + oneLine(refused.getMessage());
    }

    private static String oneLine(String message) {
        return message == null
                ? "no reason given"
                : message.replaceAll("\\s+", " ").strip();
    }
}
