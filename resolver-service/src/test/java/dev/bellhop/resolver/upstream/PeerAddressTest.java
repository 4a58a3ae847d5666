package dev.bellhop.resolver.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerAddressTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true, true",
        "127.9.9.9, true, true",
        "::1, true, true",
        "0.0.0.0, true, true",
        "::, true, true",
        "169.254.169.254, true, true",
        "fe80::1, true, true",
        "168.63.129.16, true, true",
        "fd00:ec2::254, true, true",
        "224.0.0.1, true, true",
        "::ffff:127.0.0.1, true, true",
        "10.1.2.3, false, true",
        "172.16.0.1, false, true",
        "172.31.255.255, false, true",
        "192.168.1.1, false, true",
        "100.64.0.1, false, true",
        "100.127.255.255, false, true",
        "0.1.2.3, false, true",
        "fd12:3456::1, false, true",
        "fec0::1, false, true",
        "64:ff9b::a01:203, false, true",
        "::ffff:10.1.2.3, false, true",
        "172.32.0.1, false, false",
        "100.128.0.1, false, false",
        "20.50.1.2, false, false",
        "2603:1030::1, false, false"
    })
    void tellsInsideFromOutside(String address, boolean local, boolean inner) throws Exception {
        SocketAddress peer =
                SocketAddress.inetSocketAddress(new InetSocketAddress(InetAddress.getByName(address), 443));

        assertThat(PeerAddress.isLocal(peer)).isEqualTo(local);
        assertThat(PeerAddress.isPrivate(peer)).isEqualTo(inner);
    }

    @Test
    void aPeerWithoutAnAddressIsNobodyWeLookFor() {
        assertThat(PeerAddress.isLocal(null)).isTrue();
        assertThat(PeerAddress.isPrivate(SocketAddress.domainSocketAddress("/tmp/x")))
                .isTrue();
    }
}
