package dev.bellhop.emulator.entra;

import static dev.bellhop.emulator.entra.EntraError.INVALID_CLIENT;
import static dev.bellhop.emulator.entra.EntraError.INVALID_REQUEST;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Refusals that concern the client assertion: its shape, the federated identity credential it should match, its issuer's keys, its time.
 * Wording as quoted in public issues; statuses that no public source shows are marked.
 */
final class AssertionErrors {
    private static final DateTimeFormatter SEVEN_DIGITS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final String CHECK =
            "Check your federated identity credential Subject, Audience and Issuer against the presented assertion."
                    + " https://learn.microsoft.com/entra/workload-id/workload-identity-federation";

    private AssertionErrors() {}

    // 4. shape of the assertion

    static EntraError malformedAssertion() {
        return new EntraError(50027, 400, INVALID_REQUEST, "JWT token is invalid or malformed.");
    }

    static EntraError noKeyIdentifier() {
        return new EntraError(
                5002723,
                401,
                INVALID_CLIENT,
                "Invalid JWT token. No certificate SHA-1 thumbprint, certificate SHA-256 thumbprint, nor keyId specified in"
                        + " token header.");
    }

    static EntraError unsupportedAlgorithm() {
        return new EntraError(
                5002730, // wording unconfirmed
                401,
                INVALID_CLIENT,
                "Invalid JWT token. Unsupported key for the signing algorithm.");
    }

    static EntraError certificateNotRegistered(String keyId) {
        return new EntraError(
                700027,
                401,
                INVALID_CLIENT,
                "Client assertion contains an invalid signature. [Reason - The key was not found., Thumbprint of key used by"
                        + " client: '" + keyId + "'.]");
    }

    static EntraError issuedByEntra() {
        return new EntraError(
                700222,
                401, // unconfirmed
                INVALID_CLIENT,
                "AAD-issued tokens may not be used for federated identity flows.");
    }

    static EntraError issuedByEntraToAUser() {
        return new EntraError(
                700229,
                401, // unconfirmed
                INVALID_CLIENT,
                "Forbidden token type. Only app-only tokens may be used as Federated Identity Credentials for AAD issuer.");
    }

    // 5. federated identity credential

    /** What older builds say, whatever it is that does not match. */
    static EntraError noMatch(ClientAssertion assertion, Generation answers) {
        boolean oldest = answers == Generation.OF_2022;
        return new EntraError(
                70021,
                oldest ? 400 : 401,
                oldest ? INVALID_REQUEST : INVALID_CLIENT,
                "No matching federated identity record found for presented assertion. Assertion Issuer: '"
                        + assertion.issuer() + "'. Assertion Subject: '" + assertion.subject()
                        + "'. Assertion Audience: '" + String.join(",", assertion.audiences())
                        + "'. https://docs.microsoft.com/en-us/azure/active-directory/develop/workload-identity-federation");
    }

    static EntraError noCredentials(Application application) {
        return new EntraError(
                70025,
                401, // unconfirmed
                INVALID_CLIENT,
                "The client '" + application.displayName() + "' has no configured federated identity credentials.");
    }

    static EntraError noMatchingIssuer(String issuer) {
        return noMatch(700211, "issuer", issuer, "Please " + lowerFirst(CHECK));
    }

    static EntraError noMatchingAudience(String audience) {
        return noMatch(700212, "audience", audience, "Please " + lowerFirst(CHECK));
    }

    static EntraError noMatchingSubject(String subject) {
        return noMatch(700213, "subject", subject, CHECK);
    }

    static EntraError subjectDiffersInCase(String subject) {
        return noMatch(
                7002138, // status unconfirmed
                "subject",
                subject,
                "The subject matches with case-insensitive comparison, but not with case-sensitive comparison. " + CHECK
                        + " See breaking change notification and remediation at:"
                        + " https://learn.microsoft.com/en-us/entra/identity-platform/reference-breaking-changes#august-2024.");
    }

    private static EntraError noMatch(int code, String what, String presented, String advice) {
        return new EntraError(
                code,
                401,
                INVALID_CLIENT,
                "No matching federated identity record found for presented assertion " + what + " '" + presented + "'. "
                        + advice);
    }

    // 6. the issuer's keys

    static EntraError issuerUnreachable(Generation answers) {
        return new EntraError(
                answers.unreachable(),
                400, // of 501661 unconfirmed; its elder siblings are 400
                INVALID_REQUEST,
                "Request to External OIDC endpoint failed.");
    }

    static EntraError unknownKey(String keyId, String issuer) {
        return new EntraError(
                7000272,
                401,
                INVALID_CLIENT,
                "The certificate with identifier " + keyId
                        + " used to sign the federated credential could not be found in the metadata of identity provider "
                        + issuer
                        + ". Please validate that your Identity Provider's metadata exposes the key used to sign the incoming"
                        + " token.");
    }

    static EntraError badSignature() {
        return new EntraError(
                50013,
                401, // unconfirmed for federation; 400 invalid_grant elsewhere
                INVALID_CLIENT,
                "Assertion failed signature validation. [Reason - The provided signature value did not match the expected"
                        + " signature value.]");
    }

    static EntraError outsideItsTime(Instant now, Instant from, Instant until) {
        return new EntraError(
                700024,
                401,
                INVALID_CLIENT,
                "Client assertion is not within its valid time range. Current time: " + SEVEN_DIGITS.format(now)
                        + ", assertion valid from " + SEVEN_DIGITS.format(from) + ", expiry time of assertion "
                        + SEVEN_DIGITS.format(until)
                        + ". Review the documentation at"
                        + " https://learn.microsoft.com/entra/identity-platform/certificate-credentials .");
    }

    // 7. policies

    static EntraError blockedByConditionalAccess() {
        return new EntraError(
                53003,
                401, // unconfirmed for applications
                INVALID_CLIENT,
                "Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.");
    }

    static EntraError wrongEnterprise(String issuer, String expected, String actual) {
        return new EntraError(
                7002381,
                401, // unconfirmed
                INVALID_CLIENT,
                "Federated identity credentials issued by '" + issuer
                        + "' for applications or managed identities registered in this tenant must contain the enterprise"
                        + " claim with value '" + expected + "' but actual value is '" + actual + "'.");
    }

    private static String lowerFirst(String text) {
        return Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
