package dev.bellhop.bench.part;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bellhop.bench.load.Question;
import dev.bellhop.local.stack.Foundation;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Exchanges of the resolver's token for subject tokens that Entra takes (RFC 8693), each for one of several organizations. */
final class TokenExchanges {
    private static final int ORGANIZATIONS = 64;

    private TokenExchanges() {}

    static List<Question> questions(Foundation foundation) {
        String caller = foundation.token("service:resolver", "bellhop-issuer");
        return IntStream.range(0, ORGANIZATIONS)
                .mapToObj(n -> question(caller, UUID.randomUUID()))
                .toList();
    }

    private static Question question(String caller, UUID organization) {
        String form = "grant_type=" + encoded("urn:ietf:params:oauth:grant-type:token-exchange")
                + "&subject_token=" + encoded(caller)
                + "&subject_token_type=" + encoded("urn:ietf:params:oauth:token-type:jwt")
                + "&audience=" + encoded("api://AzureADTokenExchange")
                + "&resource=" + encoded("urn:bellhop:organization:" + organization);
        return new Question(
                "POST", "/oauth2/token", Map.of("Content-Type", "application/x-www-form-urlencoded"), form, 200);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
