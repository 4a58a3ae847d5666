package dev.bellhop.local.stack;

import dev.bellhop.embedded.Topics;
import dev.bellhop.local.stack.StackFile.Emulator;
import dev.bellhop.local.stack.StackFile.Kafka;
import dev.bellhop.local.stack.StackFile.Postgresql;
import dev.bellhop.local.stack.StackFile.Service;
import java.net.URI;
import java.util.Map;
import java.util.stream.IntStream;

/** Describes a stack that has just started. */
final class StackFiles {
    private StackFiles() {}

    static StackFile of(
            StackOptions options, StackDirectory directory, Infrastructure infrastructure, Map<String, String> tokens) {
        Ports ports = options.ports();
        int resolvers = ports.resolvers().size();
        return new StackFile(
                StackFile.VERSION,
                service(directory, "issuer-service", ports.issuer(), ports.issuerManagement()),
                service(directory, "config-service", ports.config(), ports.configManagement()),
                IntStream.range(0, resolvers)
                        .mapToObj(n -> service(
                                directory,
                                Services.resolverName(n, resolvers),
                                ports.resolvers().get(n),
                                ports.resolverManagement().get(n)))
                        .toList(),
                new Kafka(
                        infrastructure.kafka().bootstrapServers(),
                        new StackFile.Topics(Topics.KICKOFFS, Topics.RESULTS, Topics.AUDIT, Topics.DEAD_LETTER)),
                new Postgresql(
                        infrastructure.postgres().database("issuer").reactiveUrl(),
                        infrastructure.postgres().database("config").reactiveUrl()),
                new Emulator(
                        URI.create(infrastructure.controlUrl()),
                        URI.create("http://127.0.0.1:" + ports.emulatorProxy()),
                        infrastructure.controlToken()),
                infrastructure.caFile(),
                infrastructure.identityProviderUrl(),
                tokens,
                infrastructure.tokenFiles().directory(),
                directory.logs(),
                null);
    }

    private static Service service(StackDirectory directory, String name, int port, int managementPort) {
        return new Service(
                URI.create("https://localhost:" + port),
                URI.create("https://localhost:" + managementPort),
                directory.log(name));
    }
}
