package dev.bellhop.resolver.exchange;

import static java.util.Map.entry;

import dev.bellhop.resolver.diagnosis.Reason;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What Entra's codes mean. Codes of seven digits are members of a family of five or six (70021, 700211, 7002138), so the longest known
 * beginning decides.
 */
final class EntraCodes {
    private static final int SHORTEST_FAMILY = 5;

    private static final Map<String, Reason> REASONS = Map.ofEntries(
            entry("70021", Reason.FEDERATED_CREDENTIAL_MISMATCH),
            entry("700211", Reason.FEDERATED_ISSUER_MISMATCH),
            entry("700212", Reason.FEDERATED_AUDIENCE_MISMATCH),
            entry("700213", Reason.FEDERATED_SUBJECT_MISMATCH),
            entry("7002137", Reason.FEDERATED_SUBJECT_MISMATCH),
            entry("7002138", Reason.FEDERATED_SUBJECT_CASE),
            entry("70025", Reason.FEDERATED_CREDENTIAL_MISSING),
            entry("7000272", Reason.SIGNING_KEY_UNKNOWN),
            entry("50166", Reason.ISSUER_UNREACHABLE),
            entry("90061", Reason.ISSUER_UNREACHABLE),
            entry("700024", Reason.ASSERTION_TIME),
            entry("50013", Reason.ASSERTION_SIGNATURE),
            entry("700027", Reason.ASSERTION_TAKEN_FOR_CERTIFICATE),
            entry("50027", Reason.ASSERTION_MALFORMED),
            entry("700222", Reason.ASSERTION_ISSUER_NOT_ALLOWED),
            entry("700229", Reason.ASSERTION_ISSUER_NOT_ALLOWED),
            entry("70052", Reason.ASSERTION_ISSUER_NOT_ALLOWED),
            entry("700223", Reason.FEDERATION_BLOCKED),
            entry("700238", Reason.FEDERATION_BLOCKED),
            entry("900382", Reason.FEDERATION_BLOCKED),
            entry("53003", Reason.CONDITIONAL_ACCESS),
            entry("90002", Reason.TENANT_UNKNOWN),
            entry("900023", Reason.TENANT_MALFORMED),
            entry("9001023", Reason.TENANT_MALFORMED),
            entry("90038", Reason.CLOUD_MISMATCH),
            entry("900432", Reason.CLOUD_MISMATCH),
            entry("700016", Reason.APPLICATION_UNKNOWN),
            entry("7000112", Reason.APPLICATION_DISABLED),
            entry("7000215", Reason.CLIENT_SECRET_INVALID),
            entry("7000222", Reason.CLIENT_SECRET_EXPIRED),
            entry("500011", Reason.RESOURCE_UNKNOWN),
            entry("500014", Reason.RESOURCE_DISABLED),
            entry("7000216", Reason.EXCHANGE_REQUEST_INVALID),
            entry("7000218", Reason.EXCHANGE_REQUEST_INVALID),
            entry("900144", Reason.EXCHANGE_REQUEST_INVALID),
            entry("900561", Reason.EXCHANGE_REQUEST_INVALID),
            entry("901002", Reason.EXCHANGE_REQUEST_INVALID),
            entry("70011", Reason.EXCHANGE_REQUEST_INVALID),
            entry("50196", Reason.ENTRA_THROTTLED),
            entry("90055", Reason.ENTRA_THROTTLED),
            entry("90006", Reason.ENTRA_UNAVAILABLE),
            entry("90012", Reason.ENTRA_UNAVAILABLE),
            entry("90024", Reason.ENTRA_UNAVAILABLE),
            entry("90033", Reason.ENTRA_UNAVAILABLE),
            entry("90090", Reason.ENTRA_UNAVAILABLE));

    /** A change on Entra's side, or of our keys, may not have reached all its nodes yet. */
    private static final Set<String> PROPAGATING =
            Set.of("70021", "700211", "700213", "70025", "7000272", "50166", "90061");

    /** A newly minted assertion may be taken: the old one's time, or key, has passed. */
    private static final Set<String> CURED_BY_ANOTHER_ASSERTION = Set.of("700024", "7000272", "50013");

    private EntraCodes() {}

    /** What a code means; empty for one nobody has told us about. */
    static Optional<Reason> reason(String code) {
        return family(code).map(REASONS::get);
    }

    /** Whether the refusal may pass once a recent change has spread. */
    static boolean propagating(String code) {
        return family(code).filter(PROPAGATING::contains).isPresent();
    }

    /** Whether it is worth presenting another assertion at once. */
    static boolean curedByAnotherAssertion(String code) {
        return family(code).filter(CURED_BY_ANOTHER_ASSERTION::contains).isPresent();
    }

    private static Optional<String> family(String code) {
        for (int length = code.length(); length >= SHORTEST_FAMILY; length--) {
            String beginning = code.substring(0, length);
            Reason reason = REASONS.get(beginning);
            // A server condition has no members: 900124 is no relative of 90012.
            if (reason != null && (length == code.length() || !reason.retryable())) {
                return Optional.of(beginning);
            }
        }
        return Optional.empty();
    }
}
