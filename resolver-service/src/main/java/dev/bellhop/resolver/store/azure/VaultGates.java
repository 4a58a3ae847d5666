package dev.bellhop.resolver.store.azure;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.bellhop.resolver.fresh.Breaker;
import dev.bellhop.resolver.fresh.ReadBudget;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What stands before each vault: the budget of its reads, and for each credential a breaker. A budget is one organization's at one
 * vault: no other can use it up by naming a vault that is not its own.
 */
final class VaultGates {
    private static final long MOST = 20_000;
    /** Long after a throttling is forgotten. */
    private static final Duration FORGOTTEN_UNUSED = Duration.ofMinutes(10);

    private final LoadingCache<Budgeted, ReadBudget> budgets;
    private final LoadingCache<Guarded, Breaker> breakers;

    private record Budgeted(UUID organization, String host) {}

    private record Guarded(UUID organization, String host, UUID credential, long revision) {}

    /**
     * @param readsPerSecond of this replica, at one vault
     * @param waited is told how long each read was held back
     */
    VaultGates(double readsPerSecond, Consumer<Duration> waited) {
        this.budgets = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(FORGOTTEN_UNUSED)
                .build(vault -> new ReadBudget(readsPerSecond, System::nanoTime, VaultGates::later, waited));
        this.breakers = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(FORGOTTEN_UNUSED)
                .build(vault -> new Breaker(System::nanoTime));
    }

    ReadBudget budget(VaultRead read) {
        return budgets.get(
                new Budgeted(read.token().organization(), read.vault().host()));
    }

    Breaker breaker(VaultRead read) {
        return breakers.get(new Guarded(
                read.token().organization(),
                read.vault().host(),
                read.credential().id(),
                read.credential().revision()));
    }

    private static void later(Duration wait, Runnable what) {
        Infrastructure.getDefaultWorkerPool().schedule(what, Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS);
    }
}
