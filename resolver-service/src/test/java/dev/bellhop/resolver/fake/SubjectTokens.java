package dev.bellhop.resolver.fake;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Subject tokens in form, without a signature that means anything. */
public final class SubjectTokens {
    private SubjectTokens() {}

    /** A compact JWS with these claims. */
    public static String of(String issuer, String subject, String audience, String mark) {
        return encoded("{\"alg\":\"RS256\",\"kid\":\"key-1\",\"typ\":\"JWT\"}") + "."
                + encoded("{\"iss\":\"" + issuer + "\",\"sub\":\"" + subject + "\",\"aud\":\"" + audience + "\"}") + "."
                + encoded(mark);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
