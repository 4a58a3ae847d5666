package dev.bellhop.emulator.vault;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A secret: a name and its versions, the last of which is current. Guarded by its {@link Vault}. */
final class Secret {
    private final String name;
    private final List<SecretVersion> versions = new ArrayList<>();
    private Optional<Instant> deleted = Optional.empty();

    /** @param name as first written; names compare without case */
    Secret(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    void add(SecretVersion version) {
        versions.add(version);
    }

    SecretVersion current() {
        return versions.get(versions.size() - 1);
    }

    Optional<SecretVersion> version(String id) {
        return versions.stream()
                .filter(version -> version.id().equalsIgnoreCase(id))
                .findFirst();
    }

    List<SecretVersion> versions() {
        return List.copyOf(versions);
    }

    SecretVersion change(SecretVersion version, UnaryOperator<SecretVersion> change) {
        SecretVersion changed = change.apply(version);
        versions.set(versions.indexOf(version), changed);
        return changed;
    }

    Optional<Instant> deleted() {
        return deleted;
    }

    void delete(Instant when) {
        deleted = Optional.of(when);
    }

    void recover() {
        deleted = Optional.empty();
    }
}
