package dev.bellhop.config.administration;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.bellhop.config.problem.ConfigException;
import dev.bellhop.config.problem.Reason;
import java.util.UUID;

/** The kinds of rows that admins keep. */
public enum Kind {
    ORGANIZATION("organization", Reason.ORGANIZATION_UNKNOWN),
    AUTOMATION("automation", Reason.AUTOMATION_UNKNOWN),
    WORKLOAD_IDENTITY_CONFIG("workload-identity-config", Reason.WORKLOAD_IDENTITY_CONFIG_UNKNOWN),
    SECRET_PROVIDER_CREDENTIAL("secret-provider-credential", Reason.SECRET_PROVIDER_CREDENTIAL_UNKNOWN),
    ENVIRONMENT_VARIABLE("environment-variable", Reason.ENVIRONMENT_VARIABLE_UNKNOWN);

    private final String written;
    private final Reason unknown;

    Kind(String written, Reason unknown) {
        this.written = written;
        this.unknown = unknown;
    }

    /** In answers and audit entries: the API's word, in the singular. */
    @JsonValue
    public String written() {
        return written;
    }

    String words() {
        return written.replace('-', ' ');
    }

    public ConfigException unknown(UUID id) {
        return ConfigException.unknown(unknown, words(), id);
    }
}
