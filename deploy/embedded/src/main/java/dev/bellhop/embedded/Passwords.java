package dev.bellhop.embedded;

import java.security.SecureRandom;
import java.util.Base64;

/** Random passwords of 192 bits, in letters, digits, {@code -} and {@code _}: safe in SQL literals and URLs. */
final class Passwords {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Passwords() {}

    static String next() {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
