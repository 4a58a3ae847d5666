package dev.bellhop.caller;

import dev.bellhop.caller.CallersConfig.CallerSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Every trusted caller, by issuer and audience, judged as a whole. Pure: no file, no network.
 *
 * @param byIssuer issuer, then audience
 * @param keyLocations issuer to where its keys are
 */
record TrustedCallers(Map<String, Map<String, TrustedCaller>> byIssuer, Map<String, KeyLocation> keyLocations) {

    /** @throws SettingException the first setting that cannot stand, in the order of the callers' names */
    static TrustedCallers of(Map<String, CallerSettings> settings, Optional<String> serviceAudience) {
        Map<String, Map<String, TrustedCaller>> byIssuer = new LinkedHashMap<>();
        Map<String, KeyLocation> keyLocations = new LinkedHashMap<>();
        Map<String, String> firstOfIssuer = new LinkedHashMap<>();
        Optional<String> ours = serviceAudience;
        for (Map.Entry<String, CallerSettings> entry : new TreeMap<>(settings).entrySet()) {
            String prefix = "bellhop.callers." + entry.getKey() + ".";
            TrustedCaller caller = new CallerReader(entry.getKey(), prefix, entry.getValue()).read();
            KeyLocation keys = KeyLocation.of(prefix, caller.issuer(), entry.getValue());

            String first = firstOfIssuer.putIfAbsent(caller.issuer(), prefix);
            if (first != null && !keys.equals(keyLocations.get(caller.issuer()))) {
                throw new SettingException(
                        prefix + "issuer",
                        "is also " + first + "issuer, so both must name the same jwks-uri or jwks-file");
            }
            keyLocations.put(caller.issuer(), keys);

            TrustedCaller other = byIssuer.computeIfAbsent(caller.issuer(), issuer -> new LinkedHashMap<>())
                    .putIfAbsent(caller.audience(), caller);
            if (other != null) {
                throw new SettingException(
                        prefix + "audience", "and issuer are already those of bellhop.callers." + other.name());
            }
            ours = requireOneService(prefix, caller.audience(), ours);
        }
        return new TrustedCallers(byIssuer, keyLocations);
    }

    Map<String, TrustedCaller> byAudience(String issuer) {
        return byIssuer.getOrDefault(issuer, Map.of());
    }

    /** A service that took two services' audiences would let one replay what its callers sent to the other. */
    private static Optional<String> requireOneService(String prefix, String audience, Optional<String> ours) {
        if (!Audiences.SERVICES.contains(audience)) {
            return ours;
        }
        if (ours.isPresent() && !ours.get().equals(audience)) {
            throw new SettingException(
                    prefix + "audience",
                    "is another service's, '" + audience + "'; this service takes '" + ours.get() + "'");
        }
        return Optional.of(audience);
    }
}
