package dev.bellhop.emulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private final Faults faults = new Faults();

    @Test
    void strikesHostAndPathOnly() {
        faults.put("f", Fault.answering("acme-kv.vault.azure.net", 500, "").at("/secrets/a"));

        assertThat(faults.strike("acme-kv.vault.azure.net", "/secrets/a/v")).isPresent();
        assertThat(faults.strike("ACME-KV.vault.azure.net", "/secrets/a")).isPresent();
        assertThat(faults.strike("acme-kv.vault.azure.net", "/secrets/b")).isEmpty();
        assertThat(faults.strike("other.vault.azure.net", "/secrets/a")).isEmpty();
    }

    @Test
    void strikesSoManyTimesAndIsGone() {
        faults.put("f", Fault.answering("h", 500, "").times(2));

        assertThat(faults.strike("h", "/")).isPresent();
        assertThat(faults.strike("other", "/")).isEmpty();
        assertThat(faults.strike("h", "/")).isPresent();
        assertThat(faults.strike("h", "/")).isEmpty();
        assertThat(faults.remove("f")).isFalse();
    }

    @Test
    void theFirstByIdStrikes() {
        faults.put("b", Fault.answering("h", 500, ""));
        faults.put("a", Fault.answering("h", 429, "").times(1));

        assertThat(faults.strike("h", "/").flatMap(Fault::status)).contains(429);
        assertThat(faults.strike("h", "/").flatMap(Fault::status)).contains(500);
    }

    @Test
    void refusesWhatCannotBeAnswered() {
        assertThatThrownBy(() -> Fault.answering("h", 100, "")).hasMessageStartingWith("status: ");
        assertThatThrownBy(() -> Fault.answering("h", 500, "").times(0)).hasMessageStartingWith("times: ");
        assertThatThrownBy(() -> Fault.answering("h", 500, "").at("secrets")).hasMessageStartingWith("pathPrefix: ");
        assertThatThrownBy(() -> Fault.delaying("h", Duration.ofHours(1))).hasMessageStartingWith("delayMillis: ");
        assertThat(new Fault(Optional.empty(), "/", Optional.empty(), "", Map.of(), Duration.ZERO, Optional.empty())
                        .strikes("any", "/"))
                .isTrue();
    }
}
