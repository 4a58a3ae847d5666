package dev.bellhop.resolver.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.diagnosis.ResolutionException;
import dev.bellhop.resolver.fake.CloudServer;
import dev.bellhop.resolver.fresh.Lifetime;
import dev.bellhop.resolver.upstream.ServiceUrl;
import dev.bellhop.resolver.upstream.Upstream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** OpenID Connect Discovery 1.0, section 4.3: the issuer must be the one whose document it is. */
class DiscoveryTest {
    private static final String PUBLIC = "https://login.microsoftonline.com"; // a name the fake cloud answers to
    private static final String GOOD = "{\"issuer\":\"" + PUBLIC + "\",\"jwks_uri\":\"" + PUBLIC + "/oauth2/jwks\"}";
    private static final String KEYS = "{\"keys\":[{\"kid\":\"k0\"},{\"kid\":\"k1\"}]}";

    private final CloudServer inside = new CloudServer();
    private final CloudServer outside = new CloudServer();

    @AfterEach
    void close() {
        inside.close();
        outside.close();
    }

    static Stream<Arguments> comparesWhatIsPublicWithWhatIsServed() {
        return Stream.of(
                argumentSet("equal", GOOD, GOOD, KEYS, null),
                argumentSet("equal, otherwise written", GOOD, GOOD.replace(",", " ,\n"), KEYS, null),
                argumentSet("another document outside", GOOD, "{\"issuer\":\"x\"}", KEYS, Reason.DISCOVERY_MISMATCH),
                argumentSet(
                        "another issuer in both",
                        GOOD.replace(PUBLIC + "\",", PUBLIC + "/\","),
                        GOOD.replace(PUBLIC + "\",", PUBLIC + "/\","),
                        KEYS,
                        Reason.DISCOVERY_MISMATCH),
                argumentSet("no such key", GOOD, GOOD, "{\"keys\":[{\"kid\":\"k0\"}]}", Reason.DISCOVERY_MISMATCH),
                argumentSet("HTML outside", GOOD, "<html>", KEYS, Reason.DISCOVERY_UNREACHABLE),
                argumentSet("HTML for keys", GOOD, GOOD, "<html>", Reason.DISCOVERY_UNREACHABLE),
                argumentSet(
                        "keys without TLS",
                        GOOD.replace(
                                "https://login.microsoftonline.com/oauth2", "http://login.microsoftonline.com/oauth2"),
                        GOOD.replace(
                                "https://login.microsoftonline.com/oauth2", "http://login.microsoftonline.com/oauth2"),
                        KEYS,
                        Reason.DISCOVERY_UNREACHABLE));
    }

    @ParameterizedTest
    @MethodSource
    void comparesWhatIsPublicWithWhatIsServed(String served, String found, String keys, Reason expected) {
        inside.answering(200, served);
        outside.answering(
                exchange -> exchange.answer(200, exchange.request().path().endsWith("/jwks") ? keys : found));
        Discovery discovery = new Discovery(
                new Upstream(inside.vertx(), inside.direct(), Clock.systemUTC(), false),
                new Upstream(outside.vertx(), outside.throughProxy(), Clock.systemUTC(), true),
                ServiceUrl.of("bellhop.issuer.url", URI.create("https://localhost:" + inside.port())),
                Duration.ofSeconds(2));

        Throwable failure = discovery
                .check(assertion())
                .onItemOrFailure()
                .transform((checked, cause) -> cause)
                .await()
                .atMost(Duration.ofSeconds(10));

        assertThat(
                        failure == null
                                ? null
                                : ((ResolutionException) failure).diagnosis().reason())
                .isEqualTo(expected);
    }

    private static ClientAssertion assertion() {
        return new ClientAssertion(
                "a.b.c",
                PUBLIC,
                "organization:x",
                "api://AzureADTokenExchange",
                "k1",
                Instant.now(),
                Lifetime.of(Instant.now(), Duration.ofHours(1), Optional.empty(), 0));
    }
}
