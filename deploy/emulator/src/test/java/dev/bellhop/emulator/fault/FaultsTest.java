package dev.bellhop.emulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bellhop.emulator.MutableClock;
import dev.bellhop.emulator.conformance.Area;
import dev.bellhop.emulator.conformance.Emulates;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private final MutableClock clock = MutableClock.at("2026-01-01T00:00:00Z");
    private final Faults faults = new Faults(clock);

    @Test
    @Emulates(area = Area.FAULTS, value = "by host and path")
    void strikesHostAndPathOnly() {
        faults.put("f", Fault.answering("acme-kv.vault.azure.net", 500, "").at("/secrets/a"));

        assertThat(faults.strike(aim("acme-kv.vault.azure.net", "/secrets/a/v")))
                .isPresent();
        assertThat(faults.strike(aim("ACME-KV.vault.azure.net", "/secrets/a"))).isPresent();
        assertThat(faults.strike(aim("acme-kv.vault.azure.net", "/secrets/b"))).isEmpty();
        assertThat(faults.strike(aim("other.vault.azure.net", "/secrets/a"))).isEmpty();
    }

    @Test
    @Emulates(area = Area.FAULTS, value = "so many times")
    void strikesSoManyTimesAndIsGone() {
        faults.put("f", Fault.answering("h", 500, "").times(2));

        assertThat(faults.strike(aim("h", "/"))).isPresent();
        assertThat(faults.strike(aim("other", "/"))).isEmpty();
        assertThat(faults.strike(aim("h", "/"))).isPresent();
        assertThat(faults.strike(aim("h", "/"))).isEmpty();
        assertThat(faults.remove("f")).isFalse();
    }

    @Test
    void theFirstByIdStrikes() {
        faults.put("b", Fault.answering("h", 500, ""));
        faults.put("a", Fault.answering("h", 429, "").times(1));

        assertThat(faults.strike(aim("h", "/"))
                        .map(strike -> strike.fault().answer().orElseThrow().status()))
                .contains(429);
        assertThat(faults.strike(aim("h", "/"))
                        .map(strike -> strike.fault().answer().orElseThrow().status()))
                .contains(500);
    }

    @Test
    void refusesWhatCannotBeAnswered() {
        assertThatThrownBy(() -> Fault.answering("h", 100, "")).hasMessageStartingWith("status: ");
        assertThatThrownBy(() -> Fault.answering("h", 500, "").times(0)).hasMessageStartingWith("times: ");
        assertThatThrownBy(() -> Fault.answering("h", 500, "").at("secrets")).hasMessageStartingWith("pathPrefix: ");
        assertThatThrownBy(() -> Fault.delaying("h", Duration.ofHours(1))).hasMessageStartingWith("delayMillis: ");
        assertThatThrownBy(() -> new Latency.LogNormal(Duration.ZERO, Duration.ofMillis(1)))
                .hasMessageStartingWith("latency.p99Millis: ");
        assertThatThrownBy(() -> Fault.answering("h", 429, "").with("Retry After", "1"))
                .hasMessageStartingWith("headers: ");
        assertThatThrownBy(() -> Fault.answering("h", 429, "").with("X", "a\r\nb"))
                .hasMessageStartingWith("headers: ");
        assertThatThrownBy(() -> Fault.dating(Target.ALL, Duration.ofDays(400)))
                .hasMessageStartingWith("dateOffsetSeconds: ");
        assertThatThrownBy(() -> Fault.tls(Target.tenant(UUID.randomUUID()), TlsFault.BROKEN))
                .hasMessageStartingWith("tls: ");
        assertThatThrownBy(() -> Fault.answering("h", 500, "").share(0, 1)).hasMessageStartingWith("share: ");
    }

    @Test
    @Emulates(area = Area.FAULTS, value = "by tenant or vault")
    void strikesByTenantAndVault() {
        UUID tenant = UUID.randomUUID();
        Aim ofVault = new Aim("a-kv.vault.azure.net", "/secrets/x", Optional.of(tenant), Optional.of("a-kv"));
        Aim signIn = new Aim("login.microsoftonline.com", "/t", Optional.of(tenant), Optional.empty());
        faults.put("t", Fault.answering(Target.tenant(tenant), 503, ""));
        assertThat(faults.strike(ofVault)).isPresent();
        assertThat(faults.strike(signIn)).isPresent();
        assertThat(faults.strike(aim("login.microsoftonline.com", "/t"))).isEmpty();

        faults.clear();
        faults.put("v", Fault.answering(Target.vault("A-KV").at("/secrets"), 429, ""));
        assertThat(faults.strike(ofVault)).isPresent();
        assertThat(faults.strike(signIn)).isEmpty();
    }

    @Test
    @Emulates(area = Area.FAULTS, value = "for so long, by the clock")
    void endsByTheClock() {
        faults.put("storm", Fault.answering("h", 429, "").lasting(Duration.ofSeconds(10)));
        clock.advance(Duration.ofSeconds(9));
        assertThat(faults.strike(aim("h", "/"))).isPresent();
        clock.advance(Duration.ofSeconds(1));
        assertThat(faults.strike(aim("h", "/"))).isEmpty();
        assertThat(faults.any()).isFalse();
    }

    @Test
    @Emulates(area = Area.FAULTS, value = "for a share of the requests, by a seed")
    void strikesAShareAndTheSameOnesWithTheSameSeed() {
        List<Boolean> once = sequence();
        assertThat(once).contains(true, false);
        assertThat(sequence()).isEqualTo(once);
        assertThat(once.stream().filter(struck -> struck).count()).isBetween(220L, 280L);
    }

    private List<Boolean> sequence() {
        faults.put("f", Fault.answering("h", 500, "").share(0.25, 7));
        return IntStream.range(0, 1000)
                .mapToObj(i -> faults.strike(aim("h", "/")).isPresent())
                .toList();
    }

    @Test
    @Emulates(area = Area.FAULTS, value = "latency: fixed, uniform, or log-normal by median and 99th percentile")
    void drawsLatenciesWithTheQuantilesAsked() {
        Random random = new Random(1);
        Latency latency = new Latency.LogNormal(Duration.ofMillis(20), Duration.ofMillis(200));
        long[] millis = IntStream.range(0, 20_000)
                .mapToLong(i -> latency.draw(random).toMillis())
                .sorted()
                .toArray();
        assertThat(millis[10_000]).isBetween(18L, 22L);
        assertThat(millis[19_800]).isBetween(170L, 235L);

        Latency uniform = new Latency.Uniform(Duration.ofMillis(5), Duration.ofMillis(10));
        assertThat(IntStream.range(0, 1000).mapToLong(i -> uniform.draw(random).toNanos()))
                .allMatch(nanos -> nanos >= 5_000_000 && nanos <= 10_000_000);
    }

    @Test
    void aHandshakeThatFailsHasNoAnswer() {
        faults.put("tls", Fault.tls(Target.host("h"), TlsFault.EXPIRED).times(1));

        assertThat(faults.strike(aim("h", "/"))).isEmpty();
        assertThat(faults.strikeConnection(aim("other", "/"))).isEmpty();
        assertThat(faults.strikeConnection(aim("h", "/"))).contains(TlsFault.EXPIRED);
        assertThat(faults.strikeConnection(aim("h", "/"))).isEmpty();
    }

    @Test
    void fetchesAreStruckByNameOnly() {
        faults.put("all", Fault.answering(Target.ALL, 500, ""));
        assertThat(faults.strikeFetch(aim("issuer.example.com", "/"))).isEmpty();
        faults.put("issuer", Fault.answering("issuer.example.com", 500, ""));
        assertThat(faults.strikeFetch(aim("issuer.example.com", "/"))).isPresent();
    }

    private static Aim aim(String host, String path) {
        return new Aim(host, path, Optional.empty(), Optional.empty());
    }
}
