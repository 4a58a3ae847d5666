package dev.bellhop.emulator.vault;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The secrets of one vault, with soft delete. Names compare without case. Safe for use by several threads. */
public final class Secrets {
    /** Largest value, in octets of UTF-8. */
    public static final int MAX_OCTETS = 25 * 1024;

    private static final Pattern NAME = Pattern.compile("[0-9a-zA-Z-]{1,127}");

    private final Map<String, Secret> secrets = new TreeMap<>();

    /** What one look shows: a secret's name as first written and one of its versions. */
    record Found(String name, SecretVersion version, Optional<Instant> deleted) {
        String id() {
            return "/secrets/" + name + "/" + version.id();
        }
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /**
     * The version, whether enabled or not; the current one if none is named.
     *
     * @throws VaultException 404 if there is none, or the secret is deleted
     */
    synchronized Found get(String name, Optional<String> version) {
        return found(live(name), version);
    }

    /**
     * A new version.
     *
     * @throws VaultException if the name is taken by a deleted secret
     */
    synchronized Found set(String name, String value, SecretAttributes attributes, Instant now) {
        Secret secret = secrets.get(key(name));
        if (secret != null && secret.deleted().isPresent()) {
            throw VaultException.deletedButRecoverable(name);
        }
        return add(name, value, attributes, now);
    }

    synchronized Found update(
            String name, Optional<String> version, UnaryOperator<SecretAttributes> change, Instant now) {
        Secret secret = live(name);
        SecretVersion old = found(secret, version).version();
        SecretVersion changed = secret.change(old, one -> one.changed(change.apply(one.attributes()), now));
        return new Found(secret.name(), changed, secret.deleted());
    }

    synchronized Found delete(String name, Instant now) {
        Secret secret = live(name);
        secret.delete(now);
        return found(secret, Optional.empty());
    }

    synchronized Found getDeleted(String name) {
        return found(dead(name), Optional.empty());
    }

    synchronized Found recover(String name) {
        Secret secret = dead(name);
        secret.recover();
        return found(secret, Optional.empty());
    }

    synchronized void purge(String name) {
        dead(name);
        secrets.remove(key(name));
    }

    /** Current versions of the live secrets, or of the deleted ones, by name. */
    synchronized List<Found> list(boolean deleted) {
        return secrets.values().stream()
                .filter(secret -> secret.deleted().isPresent() == deleted)
                .map(secret -> found(secret, Optional.empty()))
                .toList();
    }

    /** All versions, by id. */
    synchronized List<Found> versions(String name) {
        Secret secret = live(name);
        return secret.versions().stream()
                .sorted(java.util.Comparator.comparing(SecretVersion::id))
                .map(version -> new Found(secret.name(), version, Optional.empty()))
                .toList();
    }

    /**
     * For the operator of the emulator: a new version, also of a deleted secret, which is recovered.
     *
     * @return the version's id
     */
    public synchronized String put(String name, String value, SecretAttributes attributes, Instant now) {
        if (!isName(name)) {
            throw new IllegalArgumentException("secret name: expected 1 to 127 letters, digits and hyphens");
        }
        if (value.getBytes(StandardCharsets.UTF_8).length > MAX_OCTETS) {
            throw new IllegalArgumentException("value: expected at most " + MAX_OCTETS + " octets");
        }
        Secret secret = secrets.get(key(name));
        if (secret != null) {
            secret.recover();
        }
        return add(name, value, attributes, now).version().id();
    }

    /** For the operator of the emulator: soft-deletes it; whether it was there. */
    public synchronized boolean remove(String name, Instant now) {
        Optional<Secret> secret = Optional.ofNullable(secrets.get(key(name)))
                .filter(one -> one.deleted().isEmpty());
        secret.ifPresent(one -> one.delete(now));
        return secret.isPresent();
    }

    private Found add(String name, String value, SecretAttributes attributes, Instant now) {
        Secret secret = secrets.computeIfAbsent(key(name), absent -> new Secret(name));
        String id = UUID.randomUUID().toString().replace("-", "");
        secret.add(new SecretVersion(id, value, attributes, now, now));
        return found(secret, Optional.empty());
    }

    private Secret live(String name) {
        return secret(name, Optional::isEmpty, VaultException::secretNotFound);
    }

    private Secret dead(String name) {
        return secret(name, Optional::isPresent, VaultException::deletedSecretNotFound);
    }

    private Secret secret(
            String name, Function<Optional<Instant>, Boolean> wanted, Function<String, VaultException> absent) {
        Secret secret = secrets.get(key(name));
        if (secret == null || !wanted.apply(secret.deleted())) {
            throw absent.apply(name);
        }
        return secret;
    }

    private static Found found(Secret secret, Optional<String> version) {
        SecretVersion chosen = version.map(id ->
                        secret.version(id).orElseThrow(() -> VaultException.secretNotFound(secret.name() + "/" + id)))
                .orElseGet(secret::current);
        return new Found(secret.name(), chosen, secret.deleted());
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
