package dev.bellhop.resolver.upstream;

import io.vertx.core.net.SocketAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;

/**
 * Whom a direct connection has really reached. Asked after connecting and before sending, so that no second answer of a name server
 * can come between check and use.
 */
final class PeerAddress {
    /** Where clouds tell a machine about itself and hand out its credentials, outside the link-local range: Azure, AWS over IPv6. */
    private static final Set<String> METADATA = Set.of("168.63.129.16", "fd00:ec2:0:0:0:0:0:254");

    private PeerAddress() {}

    /** This machine, this link, or a metadata service: nobody we are looking for. An unreadable address counts as one. */
    static boolean isLocal(SocketAddress peer) {
        InetAddress address = address(peer);
        return address == null
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()
                || METADATA.contains(address.getHostAddress());
    }

    /** Somebody's inner network: RFC 1918, RFC 6598, RFC 4193, or one of those behind NAT64 (RFC 6052); local ones included. */
    static boolean isPrivate(SocketAddress peer) {
        if (isLocal(peer)) {
            return true;
        }
        InetAddress address = address(peer);
        byte[] octets = address.getAddress();
        if (address instanceof Inet6Address) {
            boolean uniqueLocal = (octets[0] & 0xfe) == 0xfc;
            boolean nat64 = octets[0] == 0 && octets[1] == 0x64 && octets[2] == (byte) 0xff && octets[3] == (byte) 0x9b;
            return uniqueLocal || nat64 || address.isSiteLocalAddress();
        }
        boolean sharedAddressSpace = octets[0] == 100 && (octets[1] & 0xc0) == 64;
        return address.isSiteLocalAddress() || sharedAddressSpace || octets[0] == 0;
    }

    private static InetAddress address(SocketAddress peer) {
        if (peer == null || !peer.isInetSocket() || peer.hostAddress() == null) {
            return null;
        }
        try {
            // An address in numbers: this asks no name server.
            return InetAddress.getByName(peer.hostAddress());
        } catch (UnknownHostException notAnAddress) {
            return null;
        }
    }
}
