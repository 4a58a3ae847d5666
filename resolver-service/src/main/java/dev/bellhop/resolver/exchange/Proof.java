package dev.bellhop.resolver.exchange;

import dev.bellhop.resolver.assertion.ClientAssertion;
import dev.bellhop.resolver.secret.SecretText;
import java.util.List;
import java.util.Map;

/** What proves the application to Entra: our issuer's assertion, or a client secret. Prints neither. */
sealed interface Proof {
    /** As form fields of the token request. */
    List<Map.Entry<String, String>> fields();

    /** Microsoft identity platform, client credentials flow, third case: federated credential. */
    record Assertion(ClientAssertion assertion) implements Proof {
        @Override
        public List<Map.Entry<String, String>> fields() {
            return List.of(
                    Map.entry("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
                    Map.entry("client_assertion", assertion.token()));
        }
    }

    /** The same, first case: shared secret. */
    record Secret(SecretText secret) implements Proof {
        @Override
        public List<Map.Entry<String, String>> fields() {
            return List.of(Map.entry("client_secret", secret.reveal()));
        }
    }
}
