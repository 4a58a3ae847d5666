package dev.bellhop.resolver.diagnosis;

import java.util.Locale;

/** The leg of a kickoff's way at which something failed, in the order they are travelled. */
public enum Hop {
    /** The kickoff record or request itself: who sent it, what it says, when it came. */
    ADMISSION,
    /** The resolution plan and direct values, from config-service. */
    PLAN,
    /** The subject token, from issuer-service. */
    SUBJECT_TOKEN,
    /** Subject token in, the cloud's access token out. */
    EXCHANGE,
    /** The read at the vault. */
    VAULT,
    /** The value read: JSON key, default. */
    VALUE,
    /** Sealing the environment to its recipient. */
    SEAL,
    /** The audit record that must be durable first. */
    AUDIT;

    /** As written in events, problems and metric labels: {@code subject-token}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
