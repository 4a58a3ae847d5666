package dev.bellhop.resolver.store.azure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.resolver.upstream.UpstreamAnswer;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What can be trusted of a refusal by Key Vault: its codes, and the ids its message names. The message itself is not kept.
 *
 * @param code {@code error.code}
 * @param inner the innermost {@code innererror.code}
 * @param akv the {@code AKV} number that opens a 401's message
 * @param named facts for a diagnosis, see {@link RefusalText}
 */
record KeyVaultError(
        int status, Optional<String> code, Optional<String> inner, Optional<String> akv, Map<String, String> named) {
    private static final int DEEPEST = 8;
    private static final Pattern CODE = Pattern.compile("[A-Za-z]{1,60}");
    private static final Pattern AKV = Pattern.compile("\\A(AKV\\d{5}):");

    static KeyVaultError of(UpstreamAnswer answer) {
        JsonNode error =
                answer.json(JsonNode.class).map(body -> body.path("error")).orElse(null);
        if (error == null || !error.isObject()) {
            return new KeyVaultError(answer.status(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
        }
        Optional<String> inner = Optional.empty();
        JsonNode nested = error.path("innererror");
        for (int depth = 0; nested.isObject() && depth < DEEPEST; depth++) {
            inner = code(nested).or(same(inner));
            nested = nested.path("innererror");
        }
        String message = error.path("message").asText();
        Matcher akv = AKV.matcher(message);
        return new KeyVaultError(
                answer.status(),
                code(error),
                inner,
                akv.find() ? Optional.of(akv.group(1)) : Optional.empty(),
                RefusalText.named(message));
    }

    /** As shown: {@code 403 ForbiddenByRbac}. */
    String name() {
        return status
                + akv.or(() -> inner).or(() -> code).map(word -> " " + word).orElse("");
    }

    private static Supplier<Optional<String>> same(Optional<String> outer) {
        return () -> outer;
    }

    private static Optional<String> code(JsonNode error) {
        return Optional.of(error.path("code").asText())
                .filter(text -> CODE.matcher(text).matches());
    }
}
