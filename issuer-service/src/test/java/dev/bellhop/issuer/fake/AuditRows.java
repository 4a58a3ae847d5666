package dev.bellhop.issuer.fake;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** The audit table, as its owner reads it; the service cannot. */
public final class AuditRows {
    private AuditRows() {}

    /** The one entry under a correlation id, once it is written: its columns that are not null, but for those that only the database knows. */
    public static Map<String, String> of(String correlationId) {
        return await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> read(correlationId), rows -> !rows.isEmpty())
                .get(0);
    }

    private static List<Map<String, String>> read(String correlationId) throws SQLException {
        try (Connection owner = as("quarkus.flyway.");
                PreparedStatement statement =
                        owner.prepareStatement("select * from audit_entry where correlation_id = ?::uuid")) {
            statement.setString(1, correlationId);
            List<Map<String, String>> rows = new ArrayList<>();
            for (ResultSet found = statement.executeQuery(); found.next(); ) {
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    if (found.getString(i) != null) {
                        row.put(found.getMetaData().getColumnName(i), found.getString(i));
                    }
                }
                row.keySet().removeAll(List.of("sequence", "recorded_at", "at"));
                rows.add(row);
            }
            return rows;
        }
    }

    /** A connection of the owner ({@code quarkus.flyway.}) or of the service ({@code quarkus.datasource.}). */
    public static Connection as(String role) throws SQLException {
        Config config = ConfigProvider.getConfig();
        return DriverManager.getConnection(
                config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue(role + "username", String.class),
                config.getValue(role + "password", String.class));
    }
}
