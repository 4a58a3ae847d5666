package dev.bellhop.issuer.key;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The database of a {@link World}: one writer at a time, whole changes, the two unique indexes, and a clock that may be set wrong. */
final class WorldDatabase {
    private final World world;
    private final Map<String, StoredKey> rows = new LinkedHashMap<>();
    private final Set<String> revoked = new HashSet<>();
    private boolean locked;
    Duration clockOffset = Duration.ZERO;

    WorldDatabase(World world) {
        this.world = world;
    }

    StoredRing read() {
        Instant clock = world.now().plus(clockOffset);
        List<StoredKey> living = rows.values().stream()
                .filter(key -> key.state() != KeyState.REMOVED)
                .toList();
        return new StoredRing(living, rows.isEmpty(), clock);
    }

    /** @param meanwhile happens between the clock being read and the change being seen */
    List<StoredKey> change(Function<StoredRing, List<StoredKey>> decision, Runnable meanwhile) {
        if (locked) {
            throw new IllegalStateException("canceling statement due to statement timeout");
        }
        List<StoredKey> writes = decision.apply(read());
        locked = true;
        meanwhile.run();
        locked = false;
        writes.forEach(this::write);
        return writes;
    }

    private void write(StoredKey key) {
        world.require(
                key.state() == KeyState.REMOVED || key.state() == KeyState.RETIRED || !has(key.state(), key.kid()),
                "a unique index refuses a second key that is " + key.state());
        rows.put(key.kid(), key);
        key.revokedAt().ifPresent(moment -> revoked.add(key.kid()));
    }

    private boolean has(KeyState state, String except) {
        return rows.values().stream()
                .anyMatch(key -> key.state() == state && !key.kid().equals(except));
    }

    boolean isRevoked(String kid) {
        return revoked.contains(kid);
    }

    void requireOneActiveAndOnePrepared() {
        if (rows.isEmpty()) {
            return;
        }
        List<KeyState> states =
                new ArrayList<>(rows.values().stream().map(StoredKey::state).toList());
        states.removeIf(state -> state == KeyState.REMOVED);
        world.require(states.stream().filter(KeyState.ACTIVE::equals).count() == 1, "not one active key");
        world.require(states.stream().filter(KeyState.PREPARED::equals).count() == 1, "not one prepared key");
        world.require(states.size() <= 3, "more than three keys");
    }

    @Override
    public String toString() {
        return rows.values().stream()
                .filter(key -> key.state() != KeyState.REMOVED)
                .map(key -> key.kid() + " " + key.state().stored() + " since " + key.preparedAt())
                .toList()
                .toString();
    }
}
