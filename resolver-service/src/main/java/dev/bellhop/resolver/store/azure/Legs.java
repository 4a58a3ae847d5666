package dev.bellhop.resolver.store.azure;

import dev.bellhop.resolver.diagnosis.Diagnosis;
import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.diagnosis.ResolutionException;
import dev.bellhop.resolver.store.HopVerdict;
import dev.bellhop.resolver.store.HopVerdict.Verdict;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The legs of one test and how they ended. Those nobody came to were not reached. */
final class Legs {
    private static final Logger LOG = Logger.getLogger(Legs.class);

    private final Map<String, HopVerdict> verdicts = new LinkedHashMap<>();

    Legs(List<String> hops) {
        hops.forEach(hop -> verdicts.put(hop, new HopVerdict(hop, Verdict.NOT_REACHED, 0, "", Optional.empty())));
    }

    /** A leg failed: what comes after it is not tried. It says nothing that its verdict does not. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped(String hop) {
            super(hop, null, false, false);
        }
    }

    /**
     * Tries one leg and notes how it ended; fails with {@link Stopped} if it failed.
     *
     * @param remark on what was found, without any value
     */
    <T> Uni<T> leg(String hop, Supplier<Uni<T>> request, Function<T, String> remark) {
        return Uni.createFrom().deferred(() -> {
            long started = System.nanoTime();
            return Uni.createFrom()
                    .deferred(request::get)
                    .invoke(found -> put(hop, Verdict.PASSED, started, remark.apply(found), Optional.empty()))
                    .onFailure()
                    .transform(failure -> {
                        put(hop, Verdict.FAILED, started, "", Optional.of(diagnosed(failure)));
                        return new Stopped(hop);
                    });
        });
    }

    void notNeeded(String hop, String because) {
        verdicts.put(hop, new HopVerdict(hop, Verdict.NOT_NEEDED, 0, because, Optional.empty()));
    }

    List<HopVerdict> verdicts() {
        return List.copyOf(verdicts.values());
    }

    private void put(String hop, Verdict verdict, long started, String remark, Optional<Diagnosis> diagnosis) {
        long millis = Duration.ofNanos(System.nanoTime() - started).toMillis();
        verdicts.put(hop, new HopVerdict(hop, verdict, millis, remark, diagnosis));
    }

    private static Diagnosis diagnosed(Throwable failure) {
        if (failure instanceof ResolutionException known) {
            return known.diagnosis();
        }
        // A mistake of ours. Its message may quote anything.
        String correlation = UUID.randomUUID().toString();
        LOG.errorf(
                "A connection test failed unexpectedly: correlationId=%s, %s",
                correlation, failure.getClass().getName());
        return Diagnosis.of(Reason.INTERNAL_ERROR, null, Map.of("correlationId", correlation));
    }
}
