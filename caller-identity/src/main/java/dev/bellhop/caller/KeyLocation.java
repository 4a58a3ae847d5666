package dev.bellhop.caller;

import dev.bellhop.caller.CallersConfig.CallerSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where an issuer's keys are; of settings only, never of a token. */
sealed interface KeyLocation {

    /** By the issuer's own word.
     *
     * @param document OpenID Connect Discovery 1.0, section 4: the issuer without a trailing slash, and the well-known path */
    record Discovery(String issuer, URI document) implements KeyLocation {}

    record Url(URI jwks) implements KeyLocation {}

    record File(Path jwks) implements KeyLocation {}

    static KeyLocation of(String prefix, String issuer, CallerSettings settings) {
        if (settings.jwksUri().isPresent() && settings.jwksFile().isPresent()) {
            throw new SettingException(prefix + "jwks-uri", "and jwks-file exclude each other");
        }
        if (settings.jwksUri().isPresent()) {
            return new Url(https(prefix + "jwks-uri", settings.jwksUri().get()));
        }
        if (settings.jwksFile().isPresent()) {
            return new File(Path.of(settings.jwksFile().get()));
        }
        URI base = https(prefix + "issuer", issuer);
        if (base.getQuery() != null) {
            throw new SettingException(
                    prefix + "issuer", "has a query, so discovery cannot work; name jwks-uri or jwks-file");
        }
        String trimmed = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        return new Discovery(issuer, URI.create(trimmed + "/.well-known/openid-configuration"));
    }

    private static URI https(String setting, String text) {
        try {
            URI uri = new URI(text);
            if (isHttps(uri)) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new SettingException(setting, "is not a URL but " + Presented.of(text));
        }
        throw new SettingException(
                setting, "must be an https URL without user info and fragment, and is " + Presented.of(text));
    }

    static boolean isHttps(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme())
                && uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getRawFragment() == null;
    }
}
