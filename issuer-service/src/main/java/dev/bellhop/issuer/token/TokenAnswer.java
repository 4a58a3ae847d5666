package dev.bellhop.issuer.token;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A successful answer (RFC 8693, section 2.2.1). The token is no access token of ours, so {@code token_type} is {@code N_A}.
 *
 * @param expiresIn seconds from now
 */
record TokenAnswer(
        @JsonProperty("access_token") String accessToken,
        @JsonProperty("issued_token_type") String issuedTokenType,
        @JsonProperty("token_type") String tokenType,
        @JsonProperty("expires_in") long expiresIn) {

    static TokenAnswer of(SubjectTokens.Minted minted) {
        return new TokenAnswer(
                minted.token(),
                TokenRequest.JWT_TYPE,
                "N_A",
                minted.subjectToken().life().toSeconds());
    }

    /** As on the wire; it holds nothing that JSON escapes: base64url, dots and our own constants. Asked for by the thousand. */
    String json() {
        return "{\"access_token\":\"" + accessToken + "\",\"issued_token_type\":\"" + issuedTokenType
                + "\",\"token_type\":\"" + tokenType + "\",\"expires_in\":" + expiresIn + "}";
    }

    @Override
    public String toString() {
        return "TokenAnswer[expiresIn=" + expiresIn + "]";
    }
}
