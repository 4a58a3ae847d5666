package dev.bellhop.config.audit;

/** What happened to a row. */
public enum Action {
    CREATED,
    REPLACED,
    DELETED
}
