package dev.bellhop.emulator.entra;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A federated identity credential: which assertion of which issuer may act as the application. Subject and audience are stored as given
 * and only ever compared byte for byte; a typo shows as a refused exchange, as on Azure (Microsoft, "Important considerations and
 * restrictions for federated identity credentials").
 */
public record FederatedCredential(
        String name, String issuer, String subject, List<String> audiences, Optional<String> description) {
    /** Longest issuer, subject and audience, in characters. */
    static final int MAX_LENGTH = 600;

    private static final Pattern NAME = Pattern.compile("^[a-zA-Z0-9][a-zA-Z0-9_-]{2,119}$");

    public FederatedCredential {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name: expected 3 to 120 letters, digits, hyphens or underscores, the first a letter or digit");
        }
        requireLength("issuer", issuer);
        requireLength("subject", subject);
        requireHttps(issuer);
        if (audiences == null || audiences.size() != 1) {
            throw new IllegalArgumentException("audiences: expected exactly one");
        }
        requireLength("audiences[0]", audiences.get(0));
        audiences = List.copyOf(audiences);
        if (description.isPresent() && description.get().length() > MAX_LENGTH) {
            throw new IllegalArgumentException("description: expected at most " + MAX_LENGTH + " characters");
        }
    }

    public FederatedCredential(String name, String issuer, String subject, List<String> audiences) {
        this(name, issuer, subject, audiences, Optional.empty());
    }

    String audience() {
        return audiences.get(0);
    }

    private static void requireLength(String field, String value) {
        if (value == null || value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(field + ": expected 1 to " + MAX_LENGTH + " characters");
        }
    }

    /** Surrounding blanks are taken, as Azure takes them; no token will ever match them. */
    private static void requireHttps(String issuer) {
        try {
            URI uri = new URI(issuer.strip());
            if ("https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null) {
                return;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("issuer: expected an https URL", e);
        }
        throw new IllegalArgumentException("issuer: expected an https URL");
    }
}
