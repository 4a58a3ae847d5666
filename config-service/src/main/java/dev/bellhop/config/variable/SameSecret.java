package dev.bellhop.config.variable;

import java.util.List;

/** Finds references that look different and read the same secret, because Key Vault knows neither {@code _} nor case. */
final class SameSecret {
    private SameSecret() {}

    /** @param others references into the same vault, as written */
    static List<String> warnings(String written, List<String> others) {
        String name = SecretReference.parse(written).name();
        return others.stream()
                .map(other -> SecretReference.parse(other).name())
                .filter(other ->
                        !other.equals(name) && AzureSecretName.key(other).equals(AzureSecretName.key(name)))
                .distinct()
                .sorted()
                .map(other -> "\"" + name + "\" and \"" + other + "\" (another variable) are one secret in Key Vault: "
                        + AzureSecretName.sent(name))
                .toList();
    }
}
