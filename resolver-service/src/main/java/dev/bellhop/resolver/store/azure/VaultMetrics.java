package dev.bellhop.resolver.store.azure;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.LongSupplier;

/** How often reads are shared, and how long a vault's budget holds them back. No vault is named: labels are closed sets. */
@ApplicationScoped
class VaultMetrics {
    private final MeterRegistry registry;
    private final Timer heldBack;

    VaultMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.heldBack = Timer.builder("bellhop.vault.budget.wait")
                .description("how long a vault's budget held reads back")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(30))
                .register(registry);
    }

    void heldBack(Duration wait) {
        if (!wait.isZero()) {
            heldBack.record(wait);
        }
    }

    void sharing(LongSupplier begun, LongSupplier joined) {
        FunctionCounter.builder("bellhop.vault.reads", this, ignored -> begun.getAsLong())
                .description("reads handed to a vault")
                .register(registry);
        FunctionCounter.builder("bellhop.vault.reads.shared", this, ignored -> joined.getAsLong())
                .description("reads saved because another kickoff's was joined")
                .register(registry);
    }
}
