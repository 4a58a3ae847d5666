package dev.bellhop.emulator.vault;

import java.time.Instant;

/**
 * One version of a secret. Its value never changes, its attributes may. {@link #toString()} does not show the value.
 *
 * @param id 32 hexadecimal digits
 */
public record SecretVersion(String id, String value, SecretAttributes attributes, Instant created, Instant updated) {

    SecretVersion changed(SecretAttributes changed, Instant now) {
        return new SecretVersion(id, value, changed, created, now);
    }

    @Override
    public String toString() {
        return "SecretVersion[" + id + "]";
    }
}
