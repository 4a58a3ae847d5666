package dev.bellhop.config.credential;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The kinds of vault that secrets are read from. */
public enum SecretProvider {
    @JsonProperty("azure_key_vault")
    AZURE_KEY_VAULT
}
