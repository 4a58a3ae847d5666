package dev.bellhop.resolver.assertion;

import dev.bellhop.resolver.fake.CloudServer;
import dev.bellhop.resolver.fake.SubjectTokens;
import dev.bellhop.resolver.fresh.Backoff;
import dev.bellhop.resolver.upstream.ServiceUrl;
import dev.bellhop.resolver.upstream.Upstream;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Client assertions of an issuer that mints whatever it is asked for; every one is another. */
public final class FakeAssertions {
    public static final String ISSUER = "https://issuer.example.com";

    private FakeAssertions() {}

    public static ClientAssertions of(CloudServer issuer) {
        issuer.answering(exchange -> {
            Map<String, String> form =
                    form(issuer.requests().get(exchange.number() - 1).body());
            String subject = form.get("resource").substring("urn:bellhop:".length());
            exchange.answer(
                    200,
                    "{\"expires_in\":3600,\"access_token\":\""
                            + SubjectTokens.of(ISSUER, subject, form.get("audience"), "n" + exchange.number()) + "\"}");
        });
        return new ClientAssertions(
                new IssuerEndpoint(
                        new Upstream(issuer.vertx(), issuer.direct(), Clock.systemUTC(), false),
                        ServiceUrl.of("bellhop.issuer.url", URI.create("https://localhost:" + issuer.port())),
                        () -> Uni.createFrom().item("service.token.x"),
                        Duration.ofSeconds(2),
                        () -> 0),
                new Backoff(Duration.ofMillis(5), Duration.ofMillis(20), () -> 0.5),
                100,
                Clock.systemUTC());
    }

    /** A form's fields; several of one name are joined as a subject joins them. */
    private static Map<String, String> form(String body) {
        return Arrays.stream(body.split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0],
                        field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8),
                        (one, two) -> one + ":" + two.substring("urn:bellhop:".length())));
    }
}
