package dev.bellhop.emulator;

import dev.bellhop.emulator.entra.IssuerKeys;
import dev.bellhop.emulator.fault.Aim;
import dev.bellhop.emulator.fault.Faults;
import dev.bellhop.emulator.fault.Strike;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Optional;

/** Faults that strike Entra's own fetches of an issuer's documents: they come late, changed or not at all. */
final class FetchFaults implements IssuerKeys.Interference {
    private final Vertx vertx;
    private final Faults faults;

    FetchFaults(Vertx vertx, Faults faults) {
        this.vertx = vertx;
        this.faults = faults;
    }

    @Override
    public Future<Optional<IssuerKeys.Substitute>> before(String host, String path) {
        Optional<Strike> strike = faults.strikeFetch(new Aim(host, path, Optional.empty(), Optional.empty()));
        Optional<IssuerKeys.Substitute> instead = strike.flatMap(
                        one -> one.fault().answer())
                .map(answer -> new IssuerKeys.Substitute(answer.status(), answer.body()));
        long millis = strike.map(one -> one.delay().toMillis()).orElse(0L);
        if (millis == 0) {
            return Future.succeededFuture(instead);
        }
        Promise<Optional<IssuerKeys.Substitute>> later = Promise.promise();
        vertx.setTimer(millis, fired -> later.complete(instead));
        return later.future();
    }
}
