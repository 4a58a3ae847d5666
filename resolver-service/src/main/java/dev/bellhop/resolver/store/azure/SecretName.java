package dev.bellhop.resolver.store.azure;

import java.util.Optional;
import java.util.regex.Pattern;

/** A secret's name as Key Vault spells it: letters, digits and hyphens, so that a variable-like {@code _} is sent as {@code -}. */
record SecretName(String sent) {
    /** Where no single secret is meant. */
    static final SecretName NONE = new SecretName("");

    private static final Pattern NAME = Pattern.compile("[0-9a-zA-Z-]{1,127}");
    private static final Pattern VERSION = Pattern.compile("[0-9a-zA-Z]{1,64}");

    /** The name to send for a stored one; empty when Key Vault can have no such secret. */
    static Optional<SecretName> of(String stored) {
        return Optional.ofNullable(stored)
                .map(name -> name.replace('_', '-'))
                .filter(name -> NAME.matcher(name).matches())
                .map(SecretName::new);
    }

    /** Whether this can be a version's id. */
    static boolean isVersion(String version) {
        return VERSION.matcher(version).matches();
    }
}
