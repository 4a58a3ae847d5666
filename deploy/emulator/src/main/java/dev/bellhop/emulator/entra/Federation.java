package dev.bellhop.emulator.entra;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether an application trusts an assertion, before anything is fetched: the federated identity credentials are compared byte for byte,
 * issuer first, then audience, then subject, and the answer names the first that has no match.
 */
final class Federation {
    private static final Pattern ENTRA = Pattern.compile(
            "https://(sts\\.windows\\.net|login\\.microsoftonline\\.(com|us)|login\\.partner\\.microsoftonline\\.cn)(/.*)?");

    private Federation() {}

    /** @throws EntraException if no federated identity credential matches */
    static void check(Application application, ClientAssertion assertion) {
        String issuer = assertion.issuer();
        if (issuer.equals(application.clientId().toString())) {
            throw new EntraException(AssertionErrors.certificateNotRegistered(assertion.keyIdentifier()));
        }
        if (ENTRA.matcher(issuer).matches()) {
            throw new EntraException(AssertionErrors.issuedByEntra());
        }
        List<FederatedCredential> candidates = application.credentials();
        if (candidates.isEmpty()) {
            throw new EntraException(AssertionErrors.noCredentials(application));
        }
        candidates = candidates.stream()
                .filter(credential -> credential.issuer().equals(issuer))
                .toList();
        if (candidates.isEmpty()) {
            throw new EntraException(AssertionErrors.noMatchingIssuer(issuer));
        }
        candidates = candidates.stream()
                .filter(credential -> assertion.audiences().contains(credential.audience()))
                .toList();
        if (candidates.isEmpty()) {
            throw new EntraException(AssertionErrors.noMatchingAudience(String.join(",", assertion.audiences())));
        }
        String subject = assertion.subject();
        if (candidates.stream().noneMatch(credential -> credential.subject().equals(subject))) {
            boolean onlyCase = candidates.stream()
                    .anyMatch(credential -> credential.subject().equalsIgnoreCase(subject));
            throw new EntraException(
                    onlyCase
                            ? AssertionErrors.subjectDiffersInCase(subject)
                            : AssertionErrors.noMatchingSubject(subject));
        }
    }
}
