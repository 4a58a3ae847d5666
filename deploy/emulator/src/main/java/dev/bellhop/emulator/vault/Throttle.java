package dev.bellhop.emulator.vault;

import java.util.Optional;

/**
 * How much of a vault is too much. Azure's own limits are 4,000 transactions in 10 seconds, and 300 that create.
 *
 * @param transactions more of them in 10 seconds get 429; empty for any number
 * @param retryAfter seconds in the header of that name; empty for none, as observed at Azure
 */
public record Throttle(Optional<Integer> transactions, Optional<Integer> retryAfter) {
    /** Any number. */
    public static final Throttle NONE = new Throttle(Optional.empty(), Optional.empty());

    public Throttle {
        if (transactions.isPresent() && transactions.get() < 0) {
            throw new IllegalArgumentException("transactionsPer10Seconds: expected 0 or more");
        }
        if (retryAfter.isPresent() && retryAfter.get() < 0) {
            throw new IllegalArgumentException("retryAfterSeconds: expected 0 or more");
        }
    }
}
