package dev.bellhop.emulator.entra;

import java.util.Arrays;
import java.util.Locale;

/**
 * Which of Entra's builds a tenant is answered by. Older ones have one code for every assertion without a match (70021) and older codes for
 * an issuer that could not be asked.
 */
public enum Generation {
    /** 700211, 700212, 700213; 501661. */
    CURRENT(501661),
    /** 70021 with 401 {@code invalid_client}; 50166. */
    OF_2023(50166),
    /** 70021 with 400 {@code invalid_request}; 90061. */
    OF_2022(90061);

    private final int unreachable;

    Generation(int unreachable) {
        this.unreachable = unreachable;
    }

    /** {@code current}, {@code 2023} or {@code 2022}. */
    public static Generation named(String name) {
        return Arrays.stream(values())
                .filter(one -> one.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("answers: expected current, 2023 or 2022"));
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT).replace("of_", "");
    }

    /** The code for an issuer whose documents could not be had. */
    int unreachable() {
        return unreachable;
    }
}
