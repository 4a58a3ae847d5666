package dev.bellhop.resolver.diagnosis;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One row of the catalogue. {@code <name>} in cause, fix and request is a placeholder; one nobody fills stays as it stands, for the
 * reader to fill in.
 *
 * @param request the fix as a request; null where no command mends it
 * @param managed fix and request where the identity is a user-assigned managed identity; null where it makes no difference
 */
record Entry(Reason reason, String title, String cause, String fix, RequestTemplate request, Managed managed) {
    private static final Pattern PLACEHOLDER = Pattern.compile("<([a-zA-Z]+)>");
    private static final Pattern UNQUOTABLE = Pattern.compile("[^ -~]|[\"'`$\\\\<>|;&]");
    private static final int LONGEST_FACT = 300;

    /** The fix of a managed identity. */
    record Managed(String fix, RequestTemplate request) {}

    static Entry of(Reason reason, String title, String cause, String fix) {
        return new Entry(reason, title, cause, fix, null, null);
    }

    /** The fix again, as a request. */
    Entry byRequest(String method, String url, String body) {
        return byRequest(method, url, Map.of(), body);
    }

    Entry byRequest(String method, String url, Map<String, String> headers, String body) {
        return new Entry(reason, title, cause, fix, template(method, url, headers, body), managed);
    }

    /** The fix again, where it differs for a managed identity. */
    Entry forManagedIdentity(String otherFix, String method, String url, String body) {
        return new Entry(
                reason, title, cause, fix, request, new Managed(otherFix, template(method, url, Map.of(), body)));
    }

    private static RequestTemplate template(String method, String url, Map<String, String> headers, String body) {
        Map<String, String> all = new HashMap<>(headers);
        if (body != null) {
            all.put("Content-Type", "application/json");
        }
        return new RequestTemplate(method, url, all, body);
    }

    Diagnosis diagnose(String upstreamCode, Map<String, String> facts) {
        Map<String, String> safe = new HashMap<>();
        facts.forEach((name, value) -> {
            if (value != null) {
                safe.put(name, scrubbed(value));
            }
        });
        boolean isManaged = managed != null && "managed_identity".equals(facts.get("identity"));
        RequestTemplate template = isManaged ? managed.request() : request;
        return new Diagnosis(
                reason,
                reason.hop(),
                upstreamCode == null ? null : scrubbed(upstreamCode),
                title,
                filled(cause, safe),
                filled(isManaged ? managed.fix() : fix, safe),
                Optional.ofNullable(template).map(one -> one.filled(safe)).orElse(null),
                Map.of(),
                reason.retryable());
    }

    static String filled(String template, Map<String, String> facts) {
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
