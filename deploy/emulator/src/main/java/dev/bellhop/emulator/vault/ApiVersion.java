package dev.bellhop.emulator.vault;

import java.util.Optional;
import java.util.Set;

/** The {@code api-version} query parameter: mandatory, one of the data plane's (Azure/azure-rest-api-specs, Secrets/main.tsp). */
final class ApiVersion {
    private static final String LATEST = "7.6";
    private static final Set<String> KNOWN = Set.of(
            "2016-10-01",
            "7.0",
            "7.1",
            "7.2",
            "7.3",
            "7.4",
            "7.5",
            LATEST,
            "7.6-preview.2",
            "2025-06-01-preview",
            "2025-07-01",
            "2026-01-01-preview",
            "2026-03-01-preview",
            "2026-04-01",
            "2026-05-01-preview",
            "2026-07-01-preview");

    private ApiVersion() {}

    /** @throws VaultException 400 if it is missing or unknown; the words for a missing one are not public */
    static String check(Optional<String> parameter) {
        String version = parameter
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> VaultException.badParameter("The api-version query parameter must be specified."));
        if (!KNOWN.contains(version)) {
            throw VaultException.badParameter("The specified version (" + version
                    + ") is not recognized. Consider using the latest supported version (" + LATEST + ").");
        }
        return version;
    }
}
