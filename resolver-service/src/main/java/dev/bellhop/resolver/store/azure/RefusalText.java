package dev.bellhop.resolver.store.azure;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ids that the text of a 403 names, read by strict patterns so that the fix can be complete: which principal was refused, at which
 * resource, from which address. The words around them are not kept.
 */
final class RefusalText {
    private static final int LONGEST = 8 * 1024;
    private static final String GUID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
    private static final Pattern PRINCIPAL = Pattern.compile("\\boid=(" + GUID + ")\\b");
    private static final Pattern VAULT = Pattern.compile(
            "\\bResource: '(/subscriptions/(" + GUID
                    + ")/resourcegroups/[\\w.()-]{1,90}/providers/microsoft\\.keyvault/vaults/[A-Za-z0-9-]{3,24})[/']",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ADDRESS = Pattern.compile("\\bClient address: ([0-9a-fA-F.:]{3,45})(?![0-9a-fA-F.:])");

    private RefusalText() {}

    /** Facts for a diagnosis, as far as the text names them. */
    static Map<String, String> named(String message) {
        String text = message.length() > LONGEST ? message.substring(0, LONGEST) : message;
        Map<String, String> facts = new HashMap<>();
        Matcher principal = PRINCIPAL.matcher(text);
        if (principal.find()) {
            facts.put("principalId", principal.group(1));
        }
        Matcher vault = VAULT.matcher(text);
        if (vault.find()) {
            facts.put("vaultId", vault.group(1));
            facts.put("subscription", vault.group(2));
        }
        Matcher address = ADDRESS.matcher(text);
        if (address.find()) {
            facts.put("egressAddress", address.group(1));
        }
        if (facts.containsKey("principalId") && facts.containsKey("vaultId")) {
            // The same each time: a request that is sent twice makes one assignment.
            String both = facts.get("vaultId").toLowerCase(Locale.ROOT) + " " + facts.get("principalId");
            facts.put(
                    "assignmentId",
                    UUID.nameUUIDFromBytes(both.getBytes(StandardCharsets.UTF_8))
                            .toString());
        }
        return facts;
    }
}
