package dev.bellhop.resolver.upstream;

import java.net.URI;

/** The base URL of one of our own services: https, with an optional path, and nothing else. */
public record ServiceUrl(URI base) {

    /**
     * @param setting named by the exception when the URL is not one: a wrong one stops the start
     */
    public static ServiceUrl of(String setting, URI url) {
        boolean plain = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
        if (!"https".equalsIgnoreCase(url.getScheme()) || url.getHost() == null || !plain) {
            throw new IllegalArgumentException(setting
                    + " must be an https URL without user, query or fragment, such as https://config.example.com");
        }
        String text = url.toString();
        return new ServiceUrl(URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text));
    }

    /** The URL of a path below the base; the path starts with a slash and is safe as it stands. */
    public URI at(String path) {
        return URI.create(base + path);
    }
}
