package dev.bellhop.emulator;

import dev.bellhop.emulator.entra.IssuerKeys;
import dev.bellhop.emulator.fault.Aim;
import dev.bellhop.emulator.fault.Fault;
import dev.bellhop.emulator.fault.Faults;
import dev.bellhop.emulator.fault.Strike;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Optional;

/** Faults that strike Entra's own fetches of an issuer's documents: they come late, or not at all. */
final class FetchFaults implements IssuerKeys.Interference {
    private final Vertx vertx;
    private final Faults faults;

    FetchFaults(Vertx vertx, Faults faults) {
        this.vertx = vertx;
        this.faults = faults;
    }

    @Override
    public Future<Optional<Integer>> before(String host, String path) {
        Optional<Strike> strike = faults.strikeFetch(new Aim(host, path, Optional.empty(), Optional.empty()));
        Optional<Integer> status = strike.flatMap(one -> one.fault().answer()).map(Fault.Answer::status);
        long millis = strike.map(one -> one.delay().toMillis()).orElse(0L);
        if (millis == 0) {
            return Future.succeededFuture(status);
        }
        Promise<Optional<Integer>> later = Promise.promise();
        vertx.setTimer(millis, fired -> later.complete(status));
        return later.future();
    }
}
