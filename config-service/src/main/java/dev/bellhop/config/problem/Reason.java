package dev.bellhop.config.problem;

import java.util.Locale;

/** Why a request was not served. The name, in lower case with hyphens, is the problem type. */
public enum Reason {
    INVALID_REQUEST(400, "the request is not valid"),
    MALFORMED_JSON(400, "the body is not JSON"),
    NOT_FOUND(404, "nothing is served at this address"),
    ORGANIZATION_UNKNOWN(404, "there is no such organization"),
    AUTOMATION_UNKNOWN(404, "the organization has no such automation"),
    WORKLOAD_IDENTITY_CONFIG_UNKNOWN(404, "the organization has no such workload identity config"),
    SECRET_PROVIDER_CREDENTIAL_UNKNOWN(404, "the organization has no such secret provider credential"),
    ENVIRONMENT_VARIABLE_UNKNOWN(404, "the organization has no such environment variable"),
    METHOD_NOT_ALLOWED(405, "the method is not served at this address"),
    NOT_ACCEPTABLE(406, "the answer is JSON only"),
    NAME_TAKEN(409, "the name is taken"),
    KEY_TAKEN(409, "an automation would have two variables with one key"),
    ID_TAKEN(409, "the id is or was in use"),
    IN_USE(409, "others use it"),
    CONFLICT(409, "a concurrent change got in the way"),
    ORGANIZATION_DISABLED(409, "the organization is disabled"),
    AUTOMATION_DISABLED(409, "the automation is disabled"),
    AUTOMATION_FULL(409, "an automation has too many variables, or too much in their values"),
    STALE(412, "it was changed by somebody else"),
    BODY_TOO_LARGE(413, "the body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "the body must be application/json"),
    IF_MATCH_REQUIRED(428, "If-Match is required"),
    INTERNAL_ERROR(500, "internal error"),
    STORE_UNAVAILABLE(503, "internal error"),
    /** The one failure on our side that says more: its cure is a setting's name, which is no secret. */
    ISSUER_NOT_CONFIGURED(503, "the issuer is not configured");

    private final int status;
    private final String title;

    Reason(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** The problem type (RFC 9457, section 3.1.1). */
    public String type() {
        return "urn:bellhop:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
