package dev.bellhop.resolver.diagnosis;

import java.util.Locale;

/**
 * Every way a resolution can fail: the closed set of names used in results, problems, dead letters, metrics, logs and docs. What each
 * one means and how it is mended stands in {@link Catalogue}. Names are never changed, only added.
 */
public enum Reason {
    // The kickoff itself.
    KICKOFF_MALFORMED(Hop.ADMISSION),
    KICKOFF_UNAUTHENTICATED(Hop.ADMISSION),
    KICKOFF_FORBIDDEN(Hop.ADMISSION),
    KICKOFF_NOT_BOUND(Hop.ADMISSION),
    RECIPIENT_INVALID(Hop.ADMISSION),
    KICKOFF_TOO_OLD(Hop.ADMISSION),
    DEADLINE_EXCEEDED(Hop.ADMISSION, true),
    OVERLOADED(Hop.ADMISSION, true),
    // The plan and what stands in it.
    ORGANIZATION_UNKNOWN(Hop.PLAN),
    ORGANIZATION_DISABLED(Hop.PLAN),
    AUTOMATION_UNKNOWN(Hop.PLAN),
    AUTOMATION_DISABLED(Hop.PLAN),
    AUTOMATION_FULL(Hop.PLAN),
    CONFIG_REFUSED(Hop.PLAN),
    CONFIG_UNAVAILABLE(Hop.PLAN, true),
    CONFIG_ANSWER_UNREADABLE(Hop.PLAN),
    CREDENTIAL_MISSING(Hop.PLAN),
    CREDENTIAL_DISABLED(Hop.PLAN),
    CREDENTIAL_UNSUPPORTED(Hop.PLAN),
    WORKLOAD_IDENTITY_CONFIG_MISSING(Hop.PLAN),
    WORKLOAD_IDENTITY_CONFIG_DISABLED(Hop.PLAN),
    VAULT_URL_MISSING(Hop.PLAN),
    VAULT_URL_REFUSED(Hop.PLAN),
    VALUE_MISSING(Hop.PLAN),
    CLIENT_SECRET_MISSING(Hop.PLAN),
    CREDENTIAL_CHANGED(Hop.PLAN),
    // Our own issuer.
    ISSUER_REFUSED(Hop.SUBJECT_TOKEN),
    ISSUER_UNAVAILABLE(Hop.SUBJECT_TOKEN, true),
    ISSUER_ANSWER_UNREADABLE(Hop.SUBJECT_TOKEN),
    DISCOVERY_UNREACHABLE(Hop.SUBJECT_TOKEN, true),
    DISCOVERY_MISMATCH(Hop.SUBJECT_TOKEN),
    // Microsoft Entra ID.
    FEDERATED_CREDENTIAL_MISMATCH(Hop.EXCHANGE),
    FEDERATED_ISSUER_MISMATCH(Hop.EXCHANGE),
    FEDERATED_AUDIENCE_MISMATCH(Hop.EXCHANGE),
    FEDERATED_SUBJECT_MISMATCH(Hop.EXCHANGE),
    FEDERATED_SUBJECT_CASE(Hop.EXCHANGE),
    FEDERATED_CREDENTIAL_MISSING(Hop.EXCHANGE),
    SIGNING_KEY_UNKNOWN(Hop.EXCHANGE),
    ISSUER_UNREACHABLE(Hop.EXCHANGE),
    ASSERTION_TIME(Hop.EXCHANGE),
    ASSERTION_SIGNATURE(Hop.EXCHANGE),
    ASSERTION_MALFORMED(Hop.EXCHANGE),
    ASSERTION_TAKEN_FOR_CERTIFICATE(Hop.EXCHANGE),
    ASSERTION_ISSUER_NOT_ALLOWED(Hop.EXCHANGE),
    FEDERATION_BLOCKED(Hop.EXCHANGE),
    CONDITIONAL_ACCESS(Hop.EXCHANGE),
    TENANT_UNKNOWN(Hop.EXCHANGE),
    TENANT_MALFORMED(Hop.EXCHANGE),
    CLOUD_MISMATCH(Hop.EXCHANGE),
    APPLICATION_UNKNOWN(Hop.EXCHANGE),
    APPLICATION_DISABLED(Hop.EXCHANGE),
    CLIENT_SECRET_INVALID(Hop.EXCHANGE),
    CLIENT_SECRET_EXPIRED(Hop.EXCHANGE),
    RESOURCE_UNKNOWN(Hop.EXCHANGE),
    RESOURCE_DISABLED(Hop.EXCHANGE),
    EXCHANGE_REQUEST_INVALID(Hop.EXCHANGE),
    EXCHANGE_REFUSED(Hop.EXCHANGE),
    CLOCK_SKEWED(Hop.EXCHANGE),
    ENTRA_THROTTLED(Hop.EXCHANGE, true),
    ENTRA_UNAVAILABLE(Hop.EXCHANGE, true),
    ENTRA_UNREACHABLE(Hop.EXCHANGE, true),
    ENTRA_TIMED_OUT(Hop.EXCHANGE, true),
    ENTRA_ANSWER_UNREADABLE(Hop.EXCHANGE, true),
    // Azure Key Vault.
    SECRET_NAME_INVALID(Hop.VAULT),
    SECRET_NOT_FOUND(Hop.VAULT),
    SECRET_DISABLED(Hop.VAULT),
    VAULT_READ_DENIED(Hop.VAULT),
    VAULT_LIST_DENIED(Hop.VAULT),
    VAULT_ACCESS_POLICY(Hop.VAULT),
    VAULT_FIREWALL(Hop.VAULT),
    VAULT_PRIVATE(Hop.VAULT),
    VAULT_REFUSED(Hop.VAULT),
    VAULT_TENANT_MISMATCH(Hop.VAULT),
    VAULT_AUDIENCE_MISMATCH(Hop.VAULT),
    VAULT_TOKEN_REFUSED(Hop.VAULT),
    VAULT_UNKNOWN(Hop.VAULT),
    VAULT_ADDRESS_REFUSED(Hop.VAULT),
    VAULT_UNREACHABLE(Hop.VAULT, true),
    VAULT_TIMED_OUT(Hop.VAULT, true),
    VAULT_SUSPENDED(Hop.VAULT, true),
    VAULT_THROTTLED(Hop.VAULT, true),
    VAULT_UNAVAILABLE(Hop.VAULT, true),
    VAULT_REDIRECTED(Hop.VAULT),
    VAULT_ANSWER_UNREADABLE(Hop.VAULT),
    VAULT_ANSWER_TOO_LARGE(Hop.VAULT),
    // The value.
    SECRET_NOT_JSON(Hop.VALUE),
    JSON_KEY_NOT_FOUND(Hop.VALUE),
    ROTATION_NOT_PICKED_UP(Hop.VALUE),
    // The environment.
    VARIABLES_FAILED(Hop.VALUE),
    ENVIRONMENT_TOO_LARGE(Hop.SEAL),
    SEALING_FAILED(Hop.SEAL),
    AUDIT_UNAVAILABLE(Hop.AUDIT, true),
    INTERNAL_ERROR(Hop.ADMISSION);

    private final Hop hop;
    private final boolean retryable;

    Reason(Hop hop) {
        this(hop, false);
    }

    Reason(Hop hop, boolean retryable) {
        this.hop = hop;
        this.retryable = retryable;
    }

    /** As written everywhere: {@code federated-subject-mismatch}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The problem type (RFC 9457): {@code urn:bellhop:problem:federated-subject-mismatch}. */
    public String type() {
        return "urn:bellhop:problem:" + code();
    }

    /** The hop it belongs to, unless a diagnosis says otherwise. */
    public Hop hop() {
        return hop;
    }

    /** Whether it passes by itself, unless a diagnosis says otherwise. */
    public boolean retryable() {
        return retryable;
    }
}
