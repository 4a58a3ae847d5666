package dev.bellhop.local.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Every port of a stack, all on the loopback interface. */
public record Ports(
        int issuer,
        int issuerManagement,
        int config,
        int configManagement,
        List<Integer> resolvers,
        List<Integer> resolverManagement,
        int emulatorControl,
        int emulatorProxy,
        int kafka,
        int postgres) {
    private static final int HIGHEST_DEFAULT = 19092;
    public static final int HIGHEST_OFFSET = 65535 - HIGHEST_DEFAULT;

    public Ports {
        resolvers = List.copyOf(resolvers);
        resolverManagement = List.copyOf(resolverManagement);
    }

    /** The documented ports, all moved by {@code offset}. */
    public static Ports at(int offset, int resolvers) {
        return new Ports(
                8081 + offset,
                9081 + offset,
                8082 + offset,
                9082 + offset,
                IntStream.range(0, resolvers).mapToObj(n -> 8083 + offset + n).toList(),
                IntStream.range(0, resolvers).mapToObj(n -> 9083 + offset + n).toList(),
                8490 + offset,
                8491 + offset,
                HIGHEST_DEFAULT + offset,
                15432 + offset);
    }

    /** Ports that are free now, for tests. */
    public static Ports free(int resolvers) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int n = 0; n < 8 + 2 * resolvers; n++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            List<Integer> free = held.stream().map(ServerSocket::getLocalPort).toList();
            return new Ports(
                    free.get(0),
                    free.get(1),
                    free.get(2),
                    free.get(3),
                    free.subList(8, 8 + resolvers),
                    free.subList(8 + resolvers, 8 + 2 * resolvers),
                    free.get(4),
                    free.get(5),
                    free.get(6),
                    free.get(7));
        } catch (IOException e) {
            throw new StackException("this machine has no free ports", e);
        } finally {
            held.forEach(Ports::release);
        }
    }

    /** @throws StackException naming every port that someone else holds, and the option that moves them all */
    void requireFree() {
        requireFree(named());
    }

    /** @throws StackException as {@link #requireFree()}, for the emulator's ports only */
    void requireEmulatorFree() {
        Map<Integer, String> wanted = named();
        wanted.keySet().retainAll(List.of(emulatorControl, emulatorProxy));
        requireFree(wanted);
    }

    private static void requireFree(Map<Integer, String> wanted) {
        List<String> taken = wanted.entrySet().stream()
                .filter(port -> !isFree(port.getKey()))
                .map(port -> port.getKey() + " (" + port.getValue() + ")")
                .toList();
        if (!taken.isEmpty()) {
            throw new StackException((taken.size() == 1 ? "port " : "ports ") + String.join(", ", taken)
                    + (taken.size() == 1 ? " is" : " are")
                    + " taken by another program; --port-offset N adds N to every port, so take a free range of them");
        }
    }

    private Map<Integer, String> named() {
        Map<Integer, String> names = new LinkedHashMap<>();
        names.put(issuer, "issuer-service");
        names.put(issuerManagement, "issuer-service, management");
        names.put(config, "config-service");
        names.put(configManagement, "config-service, management");
        resolvers.forEach(port -> names.put(port, "resolver-service"));
        resolverManagement.forEach(port -> names.put(port, "resolver-service, management"));
        names.put(emulatorControl, "emulator, control");
        names.put(emulatorProxy, "emulator, proxy");
        names.put(kafka, "Kafka");
        names.put(postgres, "PostgreSQL");
        return names;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new StackException("a port could not be given back", e);
        }
    }
}
