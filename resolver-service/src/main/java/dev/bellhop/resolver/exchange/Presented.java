package dev.bellhop.resolver.exchange;

import dev.bellhop.resolver.assertion.ClientAssertion;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What was presented to Entra, by name, for a diagnosis; no proof is among it. */
record Presented(Map<String, String> facts) {

    static Presented of(TokenKey key, Proof proof) {
        Map<String, String> facts = new HashMap<>();
        facts.put("tenant", key.tenant());
        facts.put("client", key.client());
        facts.put("settings", key.setIn());
        facts.put("authority", key.cloud().authorityHost());
        facts.put("graph", key.cloud().graphHost());
        facts.put("arm", key.cloud().managementHost());
        facts.put("resource", key.cloud().vaultResource());
        facts.put("scope", key.cloud().vaultScope());
        facts.put("organization", key.organization().toString());
        key.identity().ifPresent(identity -> {
            facts.put("identity", identity.azure().identity());
            facts.put("config", identity.id().toString());
        });
        key.credential()
                .ifPresent(credential -> facts.put("credential", credential.id().toString()));
        if (proof instanceof Proof.Assertion by) {
            ClientAssertion assertion = by.assertion();
            facts.put(
                    "proof",
                    "issuer " + assertion.issuer() + ", subject " + assertion.subject() + ", audience "
                            + assertion.audience());
            facts.put("federatedName", "bellhop-" + key.automation().orElse(key.organization()));
            facts.put("issuer", assertion.issuer());
            facts.put("subject", assertion.subject());
            facts.put("audience", assertion.audience());
            facts.put("kid", assertion.keyId());
            facts.put("assertionExpires", assertion.expiresAt().toString());
        } else {
            facts.put("proof", "a client secret");
        }
        facts.values().removeIf(Objects::isNull); // what the plan leaves out
        return new Presented(Map.copyOf(facts));
    }
}
