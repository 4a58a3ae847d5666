package dev.bellhop.emulator.entra;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
    static void check(Application application, ClientAssertion assertion, Generation answers, Instant now) {
        String issuer = assertion.issuer();
        if (issuer.equals(application.clientId().toString())) {
            throw new EntraException(AssertionErrors.certificateNotRegistered(assertion.keyIdentifier()));
        }
        if (ENTRA.matcher(issuer).matches()) {
            throw new EntraException(
                    assertion.ofAUser() ? AssertionErrors.issuedByEntraToAUser() : AssertionErrors.issuedByEntra());
        }
        List<FederatedCredential> candidates =
                application.federatedCredentials().seen(now);
        if (candidates.isEmpty()) {
            throw new EntraException(AssertionErrors.noCredentials(application));
        }
        mismatch(candidates, assertion).ifPresent(error -> {
            throw new EntraException(
                    answers == Generation.CURRENT ? error : AssertionErrors.noMatch(assertion, answers));
        });
    }

    private static Optional<EntraError> mismatch(List<FederatedCredential> all, ClientAssertion assertion) {
        String issuer = assertion.issuer();
        List<FederatedCredential> ofIssuer = all.stream()
                .filter(credential -> credential.issuer().equals(issuer))
                .toList();
        if (ofIssuer.isEmpty()) {
            return Optional.of(AssertionErrors.noMatchingIssuer(issuer));
        }
        List<FederatedCredential> candidates = ofIssuer.stream()
                .filter(credential -> assertion.audiences().contains(credential.audience()))
                .toList();
        if (candidates.isEmpty()) {
            return Optional.of(AssertionErrors.noMatchingAudience(String.join(",", assertion.audiences())));
        }
        String subject = assertion.subject();
        if (candidates.stream().anyMatch(credential -> credential.subject().equals(subject))) {
            return Optional.empty();
        }
        boolean onlyCase =
                candidates.stream().anyMatch(credential -> credential.subject().equalsIgnoreCase(subject));
        return Optional.of(
                onlyCase ? AssertionErrors.subjectDiffersInCase(subject) : AssertionErrors.noMatchingSubject(subject));
    }
}
