package dev.bellhop.emulator.vault;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Secrets as Key Vault writes them: bundle with value, item without, deleted with its recovery data. */
final class SecretJson {
    private static final int RECOVERABLE_DAYS = 90;

    private SecretJson() {}

    /** With the value. */
    static Map<String, Object> bundle(Vault vault, Secrets.Found found) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("value", found.version().value());
        json.put("id", vault.url() + found.id());
        describe(json, found.version());
        return json;
    }

    /** With the version in the id, and without the value: what an update answers, and how versions are listed. */
    static Map<String, Object> versionItem(Vault vault, Secrets.Found found) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", vault.url() + found.id());
        describe(json, found.version());
        return json;
    }

    /** Without version and value: how secrets are listed, with the attributes of the current version. */
    static Map<String, Object> item(Vault vault, Secrets.Found found) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", vault.url() + "/secrets/" + found.name());
        describe(json, found.version());
        return json;
    }

    /** @param listed whether it stands in a list, where the id has no version */
    static Map<String, Object> deleted(Vault vault, Secrets.Found found, boolean listed) {
        Instant when = found.deleted().orElseThrow();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("recoveryId", vault.url() + "/deletedsecrets/" + found.name());
        json.put("deletedDate", when.getEpochSecond());
        json.put(
                "scheduledPurgeDate",
                when.plus(Duration.ofDays(RECOVERABLE_DAYS)).getEpochSecond());
        json.putAll(listed ? item(vault, found) : versionItem(vault, found));
        return json;
    }

    private static void describe(Map<String, Object> json, SecretVersion version) {
        SecretAttributes attributes = version.attributes();
        attributes.contentType().ifPresent(type -> json.put("contentType", type));
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("enabled", attributes.enabled());
        attributes.notBefore().ifPresent(time -> written.put("nbf", time.getEpochSecond()));
        attributes.expires().ifPresent(time -> written.put("exp", time.getEpochSecond()));
        written.put("created", version.created().getEpochSecond());
        written.put("updated", version.updated().getEpochSecond());
        written.put("recoveryLevel", "Recoverable+Purgeable");
        written.put("recoverableDays", RECOVERABLE_DAYS);
        json.put("attributes", written);
        if (!attributes.tags().isEmpty()) {
            json.put("tags", attributes.tags());
        }
    }
}
