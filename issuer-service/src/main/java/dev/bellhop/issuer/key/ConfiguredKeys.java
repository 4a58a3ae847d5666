package dev.bellhop.issuer.key;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All keys of the configured mode: the one that signs, and those published before and after it. They change by restart only.
 *
 * @param announced whether the operator says that the signing key was published before it signed
 */
record ConfiguredKeys(SigningKey signing, List<PublishedKey> next, List<PublishedKey> previous, boolean announced) {
    private static final String NEXT = "OIDC_NEXT_PUBLIC_KEYS";
    private static final String PREVIOUS = "OIDC_PREVIOUS_PUBLIC_KEYS";

    /** @throws ConfigurationException with one sentence that names the setting */
    static ConfiguredKeys read(ConfiguredKeyConfig config) {
        SigningKey signing = ConfiguredKey.read(config);
        List<PublishedKey> next = listed(NEXT, config.nextPublicKeys());
        List<PublishedKey> previous = listed(PREVIOUS, config.previousPublicKeys());
        Map<String, PublishedKey> all = new LinkedHashMap<>();
        add(all, previous, PREVIOUS);
        add(all, List.of(signing), "OIDC_PRIVATE_KEY");
        add(all, next, NEXT);
        if (all.size() > StoredRing.MOST_PUBLISHED) {
            throw new ConfigurationException(NEXT + " and " + PREVIOUS + " come to " + all.size()
                    + " keys with the one that signs: expected at most " + StoredRing.MOST_PUBLISHED);
        }
        boolean announced = next.stream().anyMatch(key -> key.kid().equals(signing.kid()));
        return new ConfiguredKeys(signing, without(next, signing), without(previous, signing), announced);
    }

    /** What is published and signs, for ever. */
    KeyRing.State current() {
        Map<String, PublishedKey> published = new LinkedHashMap<>();
        previous.forEach(key -> published.put(key.kid(), key));
        published.put(signing.kid(), signing);
        next.forEach(key -> published.putIfAbsent(key.kid(), key));
        return new KeyRing.State(
                new PublishedKeys(List.copyOf(published.values()), Instant.MAX),
                Optional.of(new CurrentKeys(signing, Optional.empty())));
    }

    private static List<PublishedKey> listed(String setting, Optional<String> text) {
        if (text.isEmpty()) {
            return List.of();
        }
        try {
            return PublicKeys.read(text.get());
        } catch (RsaPem.Unusable unusable) {
            throw new ConfigurationException(setting + " " + unusable.getMessage());
        }
    }

    private static void add(Map<String, PublishedKey> all, List<PublishedKey> keys, String setting) {
        for (PublishedKey key : keys) {
            PublishedKey other = all.putIfAbsent(key.kid(), key);
            if (other != null && !other.isSameKeyAs(key)) {
                throw new ConfigurationException(setting + " has a key with the id " + key.kid()
                        + ", which another key has already: one key id must stand for one key");
            }
        }
    }

    private static List<PublishedKey> without(List<PublishedKey> keys, SigningKey signing) {
        Map<String, PublishedKey> others = new LinkedHashMap<>();
        keys.stream()
                .filter(key -> !key.kid().equals(signing.kid()))
                .forEach(key -> others.putIfAbsent(key.kid(), key));
        return List.copyOf(others.values());
    }
}
