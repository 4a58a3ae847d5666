package dev.bellhop.issuer.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * The promise "published before used" under whatever happens to three replicas: crashes, lost connections, slow and lost writes, clocks that
 * jump, machines that sleep, operators in a hurry. {@link World} checks it every second; the policy, the ring and the keys are the real ones.
 */
class PublishedBeforeUsedTest {
    private static final int REPLICAS = 3;

    /** Something that happens, with a text for the report of a failure. */
    private record Event(String what, Consumer<World> happens) {
        @Override
        public String toString() {
            return what;
        }
    }

    @BeforeContainer
    static void makeKeyPair() {
        dev.bellhop.issuer.fake.Keys.rsa(2048);
    }

    @Property(tries = 1500, seed = "20260105", shrinking = ShrinkingMode.BOUNDED)
    void noVerifierEverMeetsAnUnknownKey(
            @ForAll("lives") Duration life, @ForAll("events") @Size(max = 60) List<Event> events) {
        World world = new World(life);
        for (Event event : events) {
            event.happens().accept(world);
            world.observe();
        }
        recoversAndRotates(world);
    }

    /** Nothing that happened keeps the ring from turning once all is well again. */
    private static void recoversAndRotates(World world) {
        world.heal();
        world.pass(4);
        world.replicas.forEach(replica -> assertThat(replica.mint())
                .as("replica %d mints again", replica.index())
                .isPresent());
        String signing = world.replicas.get(0).mint().orElseThrow().kid();

        world.pass(World.PERIOD
                .plus(world.times.announcement())
                .plus(world.times.afterlife())
                .toSeconds());

        assertThat(world.replicas.get(0).mint().orElseThrow().kid()).isNotEqualTo(signing);
    }

    @Provide
    Arbitrary<Duration> lives() {
        return Arbitraries.of(Duration.ofSeconds(3), Duration.ofSeconds(12));
    }

    @Provide
    Arbitrary<List<Event>> events() {
        return Arbitraries.frequencyOf(
                        Tuple.of(8, seconds(1, 30).map(n -> new Event("wait " + n, world -> world.pass(n)))),
                        Tuple.of(3, replica("cut", replica -> replica.cut = true)),
                        Tuple.of(2, replica("reconnect", replica -> replica.cut = false)),
                        Tuple.of(2, replica("crash", WorldReplica::boot)),
                        Tuple.of(2, clocks()),
                        Tuple.of(1, naps()),
                        Tuple.of(1, databaseClocks()),
                        Tuple.of(1, replica("lose the next answer", replica -> replica.answerLost = true)),
                        Tuple.of(1, replica("lose the next change", replica -> replica.rolledBack = true)),
                        Tuple.of(1, takeovers()),
                        Tuple.of(4, slowWrites()),
                        Tuple.of(2, races()),
                        Tuple.of(2, replica("rotate", replica -> replica.operate(changes -> changes::rotate))),
                        Tuple.of(1, replica("prepare", replica -> replica.operate(changes -> changes::prepare))),
                        Tuple.of(1, revocations()),
                        Tuple.of(4, Arbitraries.of(new Event("heal all", World::heal))))
                .list();
    }

    private static Arbitrary<Integer> seconds(int from, int to) {
        return Arbitraries.integers().between(from, to);
    }

    private static Arbitrary<Integer> replicas() {
        return Arbitraries.integers().between(0, REPLICAS - 1);
    }

    private static Arbitrary<Event> replica(String what, Consumer<WorldReplica> happens) {
        return replicas().map(i -> new Event(what + " " + i, world -> happens.accept(world.replicas.get(i))));
    }

    /** Within the tolerance, a little and far beyond it. */
    private static Arbitrary<Event> clocks() {
        return replicas()
                .flatMap(i -> Arbitraries.of(-100_000, -40, -8, -3, -2, -2, 0, 2, 2, 2, 3, 8, 8, 40, 100_000)
                        .map(offset -> new Event(
                                "clock of " + i + " off by " + offset,
                                world -> world.replicas.get(i).clockOffset = Duration.ofSeconds(offset))));
    }

    private static Arbitrary<Event> naps() {
        return replicas()
                .flatMap(i -> seconds(1, 40)
                        .map(n -> new Event("nap of " + i + " for " + n, world -> {
                            WorldReplica replica = world.replicas.get(i);
                            replica.asleep = true;
                            replica.slept = replica.slept.plusSeconds(n);
                            world.pass(n);
                            replica.asleep = false;
                        })));
    }

    private static Arbitrary<Event> databaseClocks() {
        return Arbitraries.of(-7_777, 0, 7_777)
                .map(offset -> new Event(
                        "database's clock off by " + offset,
                        world -> world.database.clockOffset = Duration.ofSeconds(offset)));
    }

    private static Arbitrary<Event> takeovers() {
        return replicas()
                .flatMap(i -> Arbitraries.of(-7_777, 7_777)
                        .map(offset -> new Event(
                                "database's clock off by " + offset + " when " + i + " writes",
                                world ->
                                        world.replicas.get(i).clockAtWrite = Optional.of(Duration.ofSeconds(offset)))));
    }

    private static Arbitrary<Event> slowWrites() {
        return replicas()
                .flatMap(i -> replicas()
                        .flatMap(j -> seconds(0, 2)
                                .map(n -> new Event(
                                        "writes of " + i + " take " + n + " and " + j + " misses them", world -> {
                                            world.replicas.get(i).slowWrite = Duration.ofSeconds(n);
                                            world.replicas.get(i).missesTheWrite = Optional.of(world.replicas.get(j))
                                                    .filter(other -> !i.equals(j));
                                        }))));
    }

    private static Arbitrary<Event> races() {
        return replicas()
                .flatMap(i -> replicas()
                        .map(j -> new Event(
                                j + " overtakes " + i,
                                world -> world.replicas.get(i).overtakenBy = Optional.of(world.replicas.get(j)))));
    }

    private static Arbitrary<Event> revocations() {
        return replicas()
                .flatMap(i -> Arbitraries.of(KeyState.values())
                        .map(state -> new Event(
                                i + " revokes the " + state.stored() + " key",
                                world -> world.replicas
                                        .get(i)
                                        .operate(changes -> ring -> ring.keys().stream()
                                                .filter(key -> key.state() == state)
                                                .findFirst()
                                                .map(key -> changes.revoke(ring, key.kid(), false))
                                                .orElse(List.of())))));
    }
}
