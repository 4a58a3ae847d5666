package dev.bellhop.resolver.exchange;

import dev.bellhop.resolver.diagnosis.Difference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values Entra's error text repeats: what it read of what was presented. Compared with that, they tell a request that was altered on
 * its way, or a token that was not the one meant, from a setting on Entra's side; of the text itself nothing is passed on.
 *
 * @param values by name: {@code issuer}, {@code subject}, {@code audience}, {@code client}, {@code tenant}, {@code kid}
 */
record Echo(Map<String, String> values) {
    private static final int LONGEST = 8 * 1024;
    private static final String GUID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
    private static final Map<String, Pattern> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put("issuer", Pattern.compile("(?:assertion issuer|Assertion Issuer:) '([^']{0,600})'"));
        NAMES.put("subject", Pattern.compile("(?:assertion subject|Assertion Subject:) '([^']{0,600})'"));
        NAMES.put("audience", Pattern.compile("(?:assertion audience|Assertion Audience:) '([^']{0,600})'"));
        NAMES.put("client", Pattern.compile("Application (?:with identifier )?'(" + GUID + ")'"));
        // A directory is named by its name too, which is not what was presented.
        NAMES.put("tenant", Pattern.compile("(?:Tenant|in the directory) '(" + GUID + ")'"));
        NAMES.put(
                "kid",
                Pattern.compile("certificate with identifier (\\S{0,200}) used to sign the federated credential"));
    }

    static Echo none() {
        return new Echo(Map.of());
    }

    static Echo of(String description) {
        String text = description.length() > LONGEST ? description.substring(0, LONGEST) : description;
        Map<String, String> values = new LinkedHashMap<>();
        NAMES.forEach((name, pattern) -> {
            Matcher found = pattern.matcher(text);
            if (found.find()) {
                values.put(name, found.group(1));
            }
        });
        return new Echo(values);
    }

    @Override
    public String toString() {
        return "Echo" + values.keySet();
    }

    /** A sentence for the cause; empty when nothing that was presented is repeated. */
    String comparedWith(Presented presented) {
        List<String> same = new ArrayList<>();
        List<String> sentences = new ArrayList<>();
        values.forEach((name, echoed) -> {
            String sent = presented.facts().get(name);
            if (sent == null) {
                return;
            }
            boolean caseless = "client".equals(name) || "tenant".equals(name);
            if (caseless ? sent.equalsIgnoreCase(echoed) : sent.equals(echoed)) {
                same.add(name);
            } else {
                sentences.add("Entra read another " + name + " than was presented: " + Difference.between(sent, echoed)
                        + ".");
            }
        });
        if (!same.isEmpty()) {
            boolean trust =
                    values.containsKey("issuer") || values.containsKey("subject") || values.containsKey("audience");
            sentences.add(
                    0,
                    "Entra read " + String.join(", ", same) + " exactly as presented"
                            + (trust && sentences.isEmpty() ? ": what differs is the federated credential." : "."));
        }
        return String.join(" ", sentences);
    }
}
