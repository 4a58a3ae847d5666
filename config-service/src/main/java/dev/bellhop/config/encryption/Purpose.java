package dev.bellhop.config.encryption;

/** What a sealed value is for. The names are part of what values are sealed with: they never change. */
public enum Purpose {
    DIRECT_VALUE,
    DEFAULT_VALUE,
    CLIENT_SECRET
}
