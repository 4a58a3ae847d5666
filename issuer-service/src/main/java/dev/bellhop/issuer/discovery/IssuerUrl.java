package dev.bellhop.issuer.discovery;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Our base URL: the {@code iss} of every token and the issuer of every federated credential, byte for byte (OpenID Connect Discovery 1.0,
 * section 4.3). It is never built from a request. Everything that could be spelled in two ways is refused, for clouds compare bytes.
 */
public record IssuerUrl(String value, String path) {
    /** The shortest limit of the clouds that register it (AWS IAM; Microsoft Entra ID takes 600). */
    private static final int LONGEST = 255;

    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)*");
    private static final Pattern DOTS = Pattern.compile("(^|.*/)\\.{1,2}(/.*|$)");

    /** @throws IllegalArgumentException with a message that completes the sentence "OIDC_ISSUER ..." */
    static IssuerUrl of(String text) {
        URI uri = parsed(text);
        refusal(text, uri).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
        return new IssuerUrl(text, uri.getRawPath());
    }

    private static URI parsed(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException notAUri) {
            throw new IllegalArgumentException("is not a URL");
        }
    }

    private static Optional<String> refusal(String text, URI uri) {
        String why = null;
        if (!text.startsWith("https://")) {
            why = "must begin with https://";
        } else if (text.length() > LONGEST) {
            why = "must not be longer than " + LONGEST + " characters";
        } else if (uri.getRawQuery() != null) {
            why = "must not have a query";
        } else if (uri.getRawFragment() != null) {
            why = "must not have a fragment";
        } else if (uri.getRawUserInfo() != null) {
            why = "must not have user information";
        } else if (uri.getHost() == null) {
            why = "must name a host";
        } else if (!uri.getHost().equals(uri.getHost().toLowerCase(Locale.ROOT))) {
            why = "must have its host in lower case";
        } else if (uri.getPort() == 443 || uri.getRawAuthority().endsWith(":")) {
            why = "must not name the default port";
        } else if (text.endsWith("/")) {
            why = "must not end with a slash";
        } else if (!PATH.matcher(uri.getRawPath()).matches()
                || DOTS.matcher(uri.getRawPath()).matches()) {
            why = "must have a path of plain segments (A-Z a-z 0-9 . _ ~ -), or none";
        }
        return Optional.ofNullable(why);
    }

    /** Where the discovery document says the keys are. */
    String jwksUri() {
        return value + "/oauth2/jwks";
    }

    @Override
    public String toString() {
        return value;
    }
}
