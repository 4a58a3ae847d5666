package dev.bellhop.issuer.key;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.bellhop.issuer.fake.LogFile;
import dev.bellhop.issuer.fake.ManagedProfile;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ManagedProfile.class)
class ManagedRingTest {
    private static final RotationPolicy POLICY = new RotationPolicy(
            new RingTimes(
                    Duration.ofHours(24),
                    Duration.ofHours(12),
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(30),
                    Duration.ofHours(1)),
            RotationSchedule.every(Duration.ofDays(30)));

    @TestHTTPResource(value = "/", tls = true)
    URL root;

    @Inject
    SigningKeyStore store;

    @Inject
    Vertx vertx;

    @ConfigProperty(name = "bellhop.sealing.keyset-file")
    Path keyset;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @ConfigProperty(name = "quarkus.flyway.username")
    String owner;

    @ConfigProperty(name = "quarkus.flyway.password")
    String ownerPassword;

    @ConfigProperty(name = "quarkus.datasource.username")
    String service;

    @ConfigProperty(name = "quarkus.datasource.password")
    String servicePassword;

    @Test
    void replicasThatStartTogetherOnAnEmptyRingMakeOneActiveKey() throws Exception {
        int replicas = 4;
        execute("delete from signing_key");
        CyclicBarrier together = new CyclicBarrier(replicas);
        ExecutorService threads = Executors.newFixedThreadPool(replicas);
        List<Callable<SigningKeys>> starts = new ArrayList<>();
        for (int i = 0; i < replicas; i++) {
            starts.add(() -> {
                SigningKeys keys = new SigningKeys();
                ManagedRing ring = ring(keys);
                together.await();
                inSession(ring::refresh);
                return keys;
            });
        }

        List<Future<SigningKeys>> started = threads.invokeAll(starts);

        threads.shutdown();
        assertThat(strings("select state from signing_key order by state")).containsExactly("active", "prepared");
        String active =
                strings("select kid from signing_key where state = 'active'").get(0);
        for (Future<SigningKeys> keys : started) {
            CurrentKeys current = keys.get().at(Clock.systemUTC().instant());
            assertThat(current.signing().kid()).isEqualTo(active);
            assertThat(keys.get().published(Clock.systemUTC().instant()).keys()).hasSize(2);
        }
    }

    @Test
    void restartsAddNothing() throws Exception {
        StoredRing before = inSession(store::read);

        for (int i = 0; i < 5; i++) {
            inSession(ring(new SigningKeys())::refresh);
        }

        assertThat(kids(inSession(store::read))).isEqualTo(kids(before));
    }

    /** Two replicas that restart side by side over and over, with rotations as fast as the shortest times allow. */
    @Test
    void fiftyRestartsOfTwoReplicasLeaveAtMostThreeKeysAndOneThatSigns() throws Exception {
        RotationPolicy hasty = new RotationPolicy(
                new RingTimes(
                        Duration.ofMillis(30),
                        Duration.ofMillis(20),
                        Duration.ofMillis(1),
                        Duration.ofMillis(1),
                        Duration.ofMillis(10)),
                RotationSchedule.every(Duration.ofMillis(40)));
        execute("delete from signing_key");
        inSession(ring(new SigningKeys())::refresh);
        execute("update signing_key set prepared_at = prepared_at - interval '2 days', activatable_at = null"
                + " where state = 'prepared'"); // whichever replica made it
        ExecutorService threads = Executors.newFixedThreadPool(2);
        Callable<Integer> restart = () -> {
            SigningKeys keys = new SigningKeys();
            inSession(ring(keys, Clock.systemUTC(), hasty)::refresh);
            return inSession(store::read).keys().size();
        };

        for (int i = 0; i < 50; i++) {
            for (Future<Integer> published : threads.invokeAll(List.of(restart, restart))) {
                assertThat(published.get()).isLessThanOrEqualTo(StoredRing.MOST_PUBLISHED);
            }
        }

        threads.shutdown();
        assertThat(strings("select state from signing_key where state <> 'removed' order by state"))
                .startsWith("active", "prepared")
                .hasSizeLessThanOrEqualTo(StoredRing.MOST_PUBLISHED);
        assertThat(strings("select kid from signing_key where state = 'removed'"))
                .as("rotations took place")
                .hasSizeGreaterThan(5);
        execute("delete from signing_key"); // its dates are not those of the service under test
        inSession(ring(new SigningKeys())::refresh);
    }

    @Test
    void aChangeOfTheRingReachesTheKeySetByItself() throws Exception {
        String prepared =
                strings("select kid from signing_key where state = 'prepared'").get(0);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(given().baseUri(root.toString())
                                .get("/oauth2/jwks")
                                .<List<String>>path("keys.kid"))
                        .contains(prepared));

        execute(
                "update signing_key set state = 'removed', sealed_private_key = null, revoked_at = now(), remove_at = now()"
                        + " where kid = '" + prepared + "'");

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            List<String> published =
                    given().baseUri(root.toString()).get("/oauth2/jwks").path("keys.kid");
            assertThat(published).hasSize(2).doesNotContain(prepared); // and a new successor was prepared
        });
    }

    @Test
    void privateHalvesAreInTheDatabaseOnlySealed() throws Exception {
        StoredRing ring = inSession(store::read);
        KeySealing sealing = KeySealing.load(keyset);

        String dump = new String(dumpOf("signing_key"), StandardCharsets.ISO_8859_1);

        for (StoredKey row : ring.keys()) {
            SigningKey key = sealing.open(row.kid(), row.sealed());
            String pkcs8 = new String(key.privateKey().getEncoded(), StandardCharsets.ISO_8859_1);
            String exponent =
                    new String(key.privateKey().getPrivateExponent().toByteArray(), StandardCharsets.ISO_8859_1);
            assertThat(dump).contains(row.kid()).doesNotContain(pkcs8.substring(40, 80), exponent.substring(10, 40));
            assertThat(LogFile.text("managed"))
                    .doesNotContain(java.util.Base64.getEncoder()
                            .encodeToString(key.privateKey().getEncoded())
                            .substring(60, 100));
        }
    }

    @Test
    void aSealedHalfMovedToAnotherRowDoesNotOpenAndTheOldRingServesOn() throws Exception {
        SigningKeys keys = new SigningKeys();
        ManagedRing ring = ring(keys);
        inSession(ring::refresh);
        List<String> before =
                strings("select encode(sealed_private_key, 'hex') from signing_key where state = 'active'");
        String signing = keys.at(Clock.systemUTC().instant()).signing().kid();

        execute("update signing_key a set sealed_private_key = b.sealed_private_key from signing_key b"
                + " where a.state = 'active' and b.state = 'prepared'");

        try {
            assertThatThrownBy(() -> inSession(ring(new SigningKeys())::refresh))
                    .hasMessageContaining("does not open with the keyset of bellhop.sealing.keyset-file");
            assertThat(keys.at(Clock.systemUTC().instant()).signing().kid()).isEqualTo(signing);
        } finally {
            execute("update signing_key set sealed_private_key = decode('" + before.get(0)
                    + "', 'hex') where state = 'active'");
        }
    }

    @Test
    void theDatabaseRefusesASecondActiveKey() {
        assertThatThrownBy(() -> execute(
                        "update signing_key set state = 'active', activate_at = now() where state = 'prepared'"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("signing_key_one_active");
    }

    @Test
    void theServicesRoleOwnsNothingAndDeletesNothing() throws Exception {
        assertThat(strings("select tableowner from pg_tables where schemaname = 'public'"))
                .isNotEmpty()
                .doesNotContain(service);
        try (Connection connection = DriverManager.getConnection(url, service, servicePassword);
                Statement statement = connection.createStatement()) {
            for (String refused : List.of(
                    "delete from signing_key",
                    "truncate signing_key",
                    "drop table signing_key",
                    "alter table signing_key add x int")) {
                assertThatThrownBy(() -> statement.execute(refused))
                        .as(refused)
                        .isInstanceOf(SQLException.class)
                        .satisfies(e ->
                                assertThat(((SQLException) e).getSQLState()).isEqualTo("42501"));
            }
        }
    }

    @Test
    void measuresItsClockAgainstTheDatabases() throws Exception {
        Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(2));

        SigningKeys keys = new SigningKeys();
        ManagedRing.Reading reading = inSession(ring(keys, ahead, POLICY)::refresh);

        assertThat(reading.offset()).isBetween(Duration.ofSeconds(115), Duration.ofSeconds(125));
        assertThatThrownBy(() -> keys.at(ahead.instant()))
                .hasMessageContaining("ahead of the database's, more than bellhop.keys.clock-tolerance");
    }

    private ManagedRing ring(SigningKeys keys) {
        return ring(keys, Clock.systemUTC(), POLICY);
    }

    private ManagedRing ring(SigningKeys keys, Clock clock, RotationPolicy policy) {
        return new ManagedRing(
                store,
                new SealedKeysmith(KeySealing.load(keyset)),
                Workers.of(vertx),
                policy,
                Duration.ofSeconds(30),
                keys,
                ReplicaClock.of(clock),
                (author, written) -> {});
    }

    private static <T> T inSession(Supplier<Uni<T>> work) throws Exception {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Exception e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> kids(StoredRing ring) {
        return ring.keys().stream().map(StoredKey::kid).toList();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, owner, ownerPassword);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> strings(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, owner, ownerPassword);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> strings = new ArrayList<>();
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
            return strings;
        }
    }

    private byte[] dumpOf(String table) throws SQLException {
        StringBuilder dump = new StringBuilder();
        try (Connection connection = DriverManager.getConnection(url, owner, ownerPassword);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select * from " + table)) {
            while (rows.next()) {
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    byte[] value = rows.getBytes(column);
                    dump.append(value == null ? "" : new String(value, StandardCharsets.ISO_8859_1))
                            .append('\n');
                }
            }
        }
        return dump.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
