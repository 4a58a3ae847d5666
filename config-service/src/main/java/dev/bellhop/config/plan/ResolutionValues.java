package dev.bellhop.config.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.bellhop.config.encryption.Plaintext;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The values kept here that one automation's plan names; in clear, so for one answer only.
 *
 * @param values of direct variables
 * @param defaultValues for secrets and JSON keys that are not found
 * @param clientSecrets of the enabled credentials that the automation's variables use and that authenticate by one
 */
@Schema(name = "ResolutionValues")
record ResolutionValues(List<Value> values, List<Value> defaultValues, List<ClientSecret> clientSecrets) {

    /** With {@link ClientSecret} the one place where a plaintext is written into an answer. */
    @Schema(name = "ResolutionValue")
    static final class Value {
        private final String key;
        private final Plaintext value;

        Value(String key, Plaintext value) {
            this.key = key;
            this.value = value;
        }

        @JsonProperty("key")
        public String key() {
            return key;
        }

        @JsonProperty("value")
        public String revealed() {
            return value.reveal();
        }

        @Override
        public String toString() {
            return key + "=" + value;
        }
    }

    /**
     * What a credential presents to the cloud. The revision says of which writing of the credential: a secret is for the tenant, client
     * and cloud that the plan of the same revision names, and for no others.
     */
    @Schema(name = "ResolutionClientSecret")
    static final class ClientSecret {
        private final UUID credentialId;
        private final int revision;
        private final Plaintext value;

        ClientSecret(UUID credentialId, int revision, Plaintext value) {
            this.credentialId = credentialId;
            this.revision = revision;
            this.value = value;
        }

        @JsonProperty("credentialId")
        public UUID credentialId() {
            return credentialId;
        }

        @JsonProperty("revision")
        public int revision() {
            return revision;
        }

        @JsonProperty("value")
        public String revealed() {
            return value.reveal();
        }

        @Override
        public String toString() {
            return credentialId + "=" + value;
        }
    }
}
