package dev.bellhop.issuer.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;

class ReachableDatabaseTest {
    @Test
    void aDatabaseThatIsAwayStopsTheStartWithOneSentence() throws Exception {
        FluentConfiguration flyway = new FluentConfiguration()
                .dataSource("jdbc:postgresql://127.0.0.1:" + closedPort() + "/issuer", "owner", "secret");

        assertThatThrownBy(() -> new ReachableDatabase().customize(flyway))
                .isInstanceOf(ConfigurationException.class)
                .hasNoCause() // or the start would print its stack
                .message()
                .startsWith(
                        "the database of quarkus.datasource.jdbc.url cannot be reached, and managed keys need it to start: ")
                .doesNotContain("\n", "secret");
    }

    @Test
    void aRoleThatIsRefusedIsNamedAsSuch() {
        assertThat(ReachableDatabase.sentence(new SQLException("password authentication\nfailed", "28P01")))
                .isEqualTo(
                        "quarkus.flyway.username and quarkus.flyway.password are refused by the database of quarkus.datasource.jdbc.url:"
                                + " password authentication failed");
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
