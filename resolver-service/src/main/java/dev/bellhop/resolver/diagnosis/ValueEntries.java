package dev.bellhop.resolver.diagnosis;

import java.util.List;

/** Failures of a value that was read. */
final class ValueEntries {
    static final List<Entry> ALL = List.of(
            Entry.of(
                    Reason.SECRET_NOT_JSON,
                    "The secret is not JSON",
                    "Variable <variable> takes <pointer> of secret <secret>. Expected: a secret whose value is JSON; it is not.",
                    "Store JSON in the secret, or drop the part after # from the variable's secretName to get the whole value."),
            Entry.of(
                    Reason.JSON_KEY_NOT_FOUND,
                    "JSON key not found",
                    "Variable <variable> takes <pointer> of secret <secret>. Expected: that key in the secret's JSON; it is not there (capitals count).",
                    "Correct the part after # in the variable's secretName, or add the key in a new version of the secret."),
            Entry.of(
                            Reason.ROTATION_NOT_PICKED_UP,
                            "A rotated value is not picked up",
                            "The run still has the value from before the rotation. Expected: a variable read from this vault without a version; this one is pinned to a version, is a direct value, or reads another vault. Runs that had started before the rotation keep what they were given.",
                            "Compare the manifest's credential and version with: az keyvault secret show --vault-name <vault> --name <secret> --query id. Drop the variable's version to follow the latest.")
                    .byRequest("GET", "https://<host>/secrets/<secret>?api-version=7.6", null));

    private ValueEntries() {}
}
