package dev.bellhop.bench.part;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bellhop.bench.load.Question;
import dev.bellhop.local.http.Https;
import dev.bellhop.local.stack.Foundation;
import java.net.URI;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Exchanges of the resolver's token for subject tokens that Entra takes (RFC 8693), each for one of several organizations. */
final class TokenExchanges {
    private static final String PATH = "/oauth2/token";
    private static final int ORGANIZATIONS = 64;

    private TokenExchanges() {}

    /** For issuers that have each proven the caller once. */
    static List<Question> questions(Foundation foundation, List<URI> issuers) {
        String caller = foundation.token("service:resolver", "bellhop-issuer");
        Https https = Https.trusting(foundation.caFile());
        for (URI issuer : issuers) {
            var unused = FirstAnswer.of(() -> https.call("POST", issuer.resolve(PATH))
                    .form(fields(caller, UUID.randomUUID()))
                    .send());
        }
        return IntStream.range(0, ORGANIZATIONS)
                .mapToObj(n -> question(caller, UUID.randomUUID()))
                .toList();
    }

    private static Question question(String caller, UUID organization) {
        String form = fields(caller, organization).stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return new Question("POST", PATH, Map.of("Content-Type", "application/x-www-form-urlencoded"), form, 200);
    }

    private static List<Map.Entry<String, String>> fields(String caller, UUID organization) {
        return List.of(
                Map.entry("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"),
                Map.entry("subject_token", caller),
                Map.entry("subject_token_type", "urn:ietf:params:oauth:token-type:jwt"),
                Map.entry("audience", "api://AzureADTokenExchange"),
                Map.entry("resource", "urn:bellhop:organization:" + organization));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
