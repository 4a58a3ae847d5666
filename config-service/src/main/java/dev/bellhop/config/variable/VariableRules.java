package dev.bellhop.config.variable;

import dev.bellhop.config.credential.SecretProvider;
import dev.bellhop.config.encryption.Plaintext;
import dev.bellhop.config.problem.Checks;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

/** What of a variable belongs together. Pure: what only the database knows is asked elsewhere. */
final class VariableRules {
    /** The portable names (POSIX.1-2017, XBD section 8.1), lower case included. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,254}");

    /** Bytes of UTF-8; a whole environment may have 768 KiB. */
    private static final int MAX_VALUE = 64 * 1024;

    private static final int MAX_AUTOMATIONS = 1000;

    private VariableRules() {}

    static void check(EnvironmentVariableRequest request, UUID path, Checks checks) {
        checks.id(request.id(), path);
        checks.require(
                request.key() != null && KEY.matcher(request.key()).matches(),
                "key",
                "1 to 255 letters, digits and underscores, not starting with a digit");
        assignedTo(request, checks);
        value("value", request.value(), checks);
        value("defaultValue", request.defaultValue(), checks);
        if (checks.require(request.source() != null, "source", "direct, default or credential")) {
            switch (request.source()) {
                case DIRECT -> direct(request, path == null, checks);
                case DEFAULT -> fromVault(request, checks, true);
                case CREDENTIAL -> fromVault(request, checks, false);
            }
        }
    }

    /** What the provider of a reference asks of it. @return whether it is met */
    static boolean checkFor(SecretProvider provider, EnvironmentVariableRequest request, Checks checks) {
        return switch (provider) {
            case AZURE_KEY_VAULT ->
                checks.require(
                                AzureSecretName.isValid(SecretReference.parse(request.secretName())
                                        .name()),
                                "secretName",
                                "a Key Vault name before any #: 1 to 127 letters, digits and hyphens (_ is sent as -)")
                        & checks.require(
                                request.version() == null || AzureSecretName.isVersion(request.version()),
                                "version",
                                "the 32 characters of a Key Vault version, or nothing for the latest");
        };
    }

    private static void direct(EnvironmentVariableRequest request, boolean creation, Checks checks) {
        checks.require(!creation || request.value() != null, "value", "the value of a direct variable, not empty");
        String nothing = "nothing: a direct variable reads no vault";
        checks.require(request.provider() == null, "provider", nothing);
        checks.require(request.credentialId() == null, "credentialId", nothing);
        checks.require(request.secretName() == null, "secretName", nothing);
        checks.require(request.version() == null, "version", nothing);
        checks.require(request.defaultValue() == null, "defaultValue", nothing);
    }

    private static void fromVault(EnvironmentVariableRequest request, Checks checks, boolean byDefault) {
        checks.require(request.value() == null, "value", "nothing: the value comes from a vault");
        if (byDefault) {
            checks.require(request.provider() != null, "provider", "azure_key_vault: whose default credential");
            checks.require(request.credentialId() == null, "credentialId", "nothing, or source credential");
        } else {
            checks.require(request.credentialId() != null, "credentialId", "the id of a secret provider credential");
            checks.require(request.provider() == null, "provider", "nothing: the credential has one");
        }
        if (checks.require(request.secretName() != null, "secretName", "name, name#json_key or name#/json/pointer")) {
            String complaint = SecretReference.complaint(request.secretName());
            if (checks.require(complaint == null, "secretName", complaint) && request.provider() != null) {
                checkFor(request.provider(), request, checks);
            }
        }
    }

    private static void value(String field, Plaintext value, Checks checks) {
        if (value == null) {
            return;
        }
        checks.require(
                value.reveal().getBytes(StandardCharsets.UTF_8).length <= MAX_VALUE, field, "at most 64 KiB of UTF-8");
        checks.require(value.reveal().indexOf(0) < 0, field, "no NUL: an environment cannot hold it");
        checks.require(
                StandardCharsets.UTF_8.newEncoder().canEncode(value.reveal()),
                field,
                "Unicode without half surrogate pairs");
    }

    private static void assignedTo(EnvironmentVariableRequest request, Checks checks) {
        checks.require(
                request.assignedTo().size() <= MAX_AUTOMATIONS,
                "assignedTo",
                "at most " + MAX_AUTOMATIONS + " automations");
        checks.require(
                new HashSet<>(request.assignedTo()).size()
                        == request.assignedTo().size(),
                "assignedTo",
                "each automation once");
        checks.require(request.assignedTo().stream().noneMatch(Objects::isNull), "assignedTo", "ids of automations");
    }
}
