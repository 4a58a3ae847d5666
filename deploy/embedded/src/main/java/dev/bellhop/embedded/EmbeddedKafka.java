package dev.bellhop.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Time;

/**
 * One Kafka node in KRaft mode, broker and controller in this JVM, without TLS, on 127.0.0.1 only. {@link #stop()} and {@link #restart()}
 * let a test take the broker away for a while: port and records stay. It ends with the JVM.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private final int port;
    private final Properties settings;
    private final Runnable atExit = this::stop;
    private KafkaRaftServer server;

    private EmbeddedKafka(int port, Properties settings) {
        this.port = port;
        this.settings = settings;
    }

    /**
     * Formats {@code dir} if it is new and starts the node; back when it accepts clients.
     *
     * @param port of the broker, 0 for a free one; the controller always takes a free one
     */
    public static EmbeddedKafka start(int port, Path dir) {
        QuietLogs.hush();
        int broker = FreePort.orFree(port);
        Properties settings = settings(broker, FreePort.orFree(0), dir.resolve("log"));
        format(dir, settings);
        EmbeddedKafka kafka = new EmbeddedKafka(broker, settings);
        kafka.restart();
        AtExit.first(kafka.atExit);
        return kafka;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Creates {@link Topics}; those that exist stay as they are. */
    public void createTopics() {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
            for (var creation : admin.createTopics(Topics.all()).values().values()) {
                creation.get(30, TimeUnit.SECONDS);
            }
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("the embedded broker did not create the topics", e.getCause());
            }
        } catch (TimeoutException e) {
            throw new IllegalStateException("the embedded broker did not create the topics in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while topics were created", e);
        }
    }

    /** Stops the node in order; clients see a broker that is away. Nothing happens when it is stopped already. */
    public synchronized void stop() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
            server = null;
        }
    }

    /** Stops the node if it runs and starts it again on the same port with the same records. */
    public synchronized void restart() {
        stop();
        KafkaRaftServer fresh = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        fresh.startup();
        server = fresh;
    }

    @Override
    public void close() {
        stop();
        AtExit.forget(atExit);
    }

    private static Properties settings(int broker, int controller, Path log) {
        Properties settings = new Properties();
        settings.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "listeners", "PLAINTEXT://127.0.0.1:" + broker + ",CONTROLLER://127.0.0.1:" + controller,
                "advertised.listeners", "PLAINTEXT://127.0.0.1:" + broker,
                "controller.listener.names", "CONTROLLER",
                "controller.quorum.voters", "1@127.0.0.1:" + controller,
                "log.dirs", log.toAbsolutePath().toString(),
                "auto.create.topics.enable", "false",
                "group.initial.rebalance.delay.ms", "0",
                // the default heap of one laptop JVM, not of a server: 128 MiB is the default
                "log.cleaner.dedupe.buffer.size", "4194304"));
        settings.putAll(Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "share.coordinator.state.topic.num.partitions", "1",
                "num.network.threads", "2",
                "num.io.threads", "4"));
        return settings;
    }

    private static void format(Path dir, Properties settings) {
        try {
            Path log = Files.createDirectories(dir.resolve("log"));
            if (Files.exists(log.resolve("meta.properties"))) {
                return;
            }
            Path file = dir.resolve("server.properties");
            try (Writer writer = Files.newBufferedWriter(file)) {
                settings.store(writer, null);
            }
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            String[] command = {"format", "--cluster-id", Uuid.randomUuid().toString(), "--config", file.toString()};
            int status = StorageTool.execute(command, new PrintStream(said, true, StandardCharsets.UTF_8));
            if (status != 0) {
                throw new IllegalStateException(
                        "cannot format " + log + " for Kafka: " + said.toString(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare " + dir + " for Kafka", e);
        }
    }
}
