package dev.bellhop.resolver.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.diagnosis.ResolutionException;
import dev.bellhop.resolver.fake.CloudServer;
import dev.bellhop.resolver.upstream.Upstream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AuthorityClockTest {
    private static final Instant OURS = Instant.parse("2026-11-21T10:00:00Z");

    private final CloudServer entra = new CloudServer();
    private final AuthorityClock clock = new AuthorityClock(
            new Upstream(entra.vertx(), entra.throughProxy(), Clock.fixed(OURS, ZoneOffset.UTC), true),
            Duration.ofSeconds(2));

    @AfterEach
    void close() {
        entra.close();
    }

    static Stream<Arguments> comparesClocks() {
        return Stream.of(
                argumentSet("half a minute ahead", "Sat, 21 Nov 2026 10:00:30 GMT", null),
                argumentSet("half a minute behind", "Sat, 21 Nov 2026 09:59:30 GMT", null),
                argumentSet("two minutes ahead", "Sat, 21 Nov 2026 10:02:00 GMT", Reason.CLOCK_SKEWED),
                argumentSet("two minutes behind", "Sat, 21 Nov 2026 09:58:00 GMT", Reason.CLOCK_SKEWED),
                argumentSet("no date", "never", Reason.ENTRA_ANSWER_UNREADABLE));
    }

    @ParameterizedTest
    @MethodSource
    void comparesClocks(String date, Reason expected) {
        entra.answering(exchange -> exchange.answer(400, "{}", "Date", date));

        Throwable failure = clock.ahead(AzureCloud.PUBLIC)
                .onItemOrFailure()
                .transform((ahead, cause) -> cause)
                .await()
                .atMost(Duration.ofSeconds(10));

        assertThat(
                        failure == null
                                ? null
                                : ((ResolutionException) failure).diagnosis().reason())
                .isEqualTo(expected);
        assertThat(entra.requests())
                .singleElement()
                .satisfies(
                        seen -> assertThat(seen.headers().get("Authorization")).isNull());
    }
}
