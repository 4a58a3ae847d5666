package dev.bellhop.resolver.diagnosis;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One row of the catalogue. {@code <name>} in cause and fix is a placeholder; one nobody fills stays as it stands, for the reader to
 * fill in.
 *
 * @param managedIdentityFix the fix where the identity is a user-assigned managed identity; null where it makes no difference
 */
record Entry(Reason reason, String title, String cause, String fix, String managedIdentityFix) {
    private static final Pattern PLACEHOLDER = Pattern.compile("<([a-zA-Z]+)>");
    private static final Pattern UNQUOTABLE = Pattern.compile("[^ -~]|[\"'`$\\\\<>|;&]");
    private static final int LONGEST_FACT = 300;

    static Entry of(Reason reason, String title, String cause, String fix) {
        return new Entry(reason, title, cause, fix, null);
    }

    /** The fix again, where it differs for a managed identity. */
    Entry forManagedIdentity(String otherFix) {
        return new Entry(reason, title, cause, fix, otherFix);
    }

    Diagnosis diagnose(String upstreamCode, Map<String, String> facts) {
        Map<String, String> safe = new HashMap<>();
        facts.forEach((name, value) -> {
            if (value != null) {
                safe.put(name, scrubbed(value));
            }
        });
        boolean managed = managedIdentityFix != null && "managed_identity".equals(facts.get("identity"));
        return new Diagnosis(
                reason,
                reason.hop(),
                upstreamCode == null ? null : scrubbed(upstreamCode),
                title,
                filled(cause, safe),
                filled(managed ? managedIdentityFix : fix, safe),
                reason.retryable());
    }

    private static String filled(String template, Map<String, String> facts) {
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(found -> Matcher.quoteReplacement(facts.getOrDefault(found.group(1), found.group())));
    }

    /** A fix is copied into a shell: what an organization named its things must not be able to say more there than a name. */
    private static String scrubbed(String fact) {
        String capped = fact.length() > LONGEST_FACT ? fact.substring(0, LONGEST_FACT) : fact;
        return UNQUOTABLE.matcher(capped).replaceAll("?");
    }
}
