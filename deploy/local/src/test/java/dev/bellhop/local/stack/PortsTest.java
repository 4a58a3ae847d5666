package dev.bellhop.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void offsetMovesEveryPort() {
        assertThat(Ports.at(0, 2))
                .isEqualTo(new Ports(
                        8081, 9081, 8082, 9082, List.of(8083, 8084), List.of(9083, 9084), 8490, 8491, 19092, 15432));
        assertThat(Ports.at(1000, 2))
                .isEqualTo(new Ports(
                        9081,
                        10081,
                        9082,
                        10082,
                        List.of(9083, 9084),
                        List.of(10083, 10084),
                        9490,
                        9491,
                        20092,
                        16432));
    }

    @Test
    void freePortsAreFreeAndDistinct() {
        Ports ports = Ports.free(2);
        assertThatCode(ports::requireFree).doesNotThrowAnyException();
        assertThat(new HashSet<>(List.of(
                        ports.issuer(),
                        ports.issuerManagement(),
                        ports.config(),
                        ports.configManagement(),
                        ports.resolvers().get(0),
                        ports.resolvers().get(1),
                        ports.resolverManagement().get(0),
                        ports.resolverManagement().get(1),
                        ports.emulatorControl(),
                        ports.emulatorProxy(),
                        ports.kafka(),
                        ports.postgres())))
                .hasSize(12);
    }

    @Test
    void namesEveryTakenPortAndTheOptionThatMovesThem() throws Exception {
        Ports ports = Ports.free(1);
        try (ServerSocket other = new ServerSocket(ports.config(), 1, InetAddress.getLoopbackAddress());
                ServerSocket another = new ServerSocket(ports.kafka(), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(ports::requireFree)
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining(
                            "ports %d (config-service), %d (Kafka) are taken",
                            other.getLocalPort(), another.getLocalPort())
                    .hasMessageContaining("--port-offset");
        }
    }
}
