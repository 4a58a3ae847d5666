package dev.bellhop.caller;

import static dev.bellhop.caller.CallerException.Reason.KEYS_UNAVAILABLE;
import static dev.bellhop.caller.CallerException.Reason.KEY_UNKNOWN;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * One issuer's keys, kept in memory. They are fetched ahead of need and again when a token names a key we have not seen, by one
 * fetch at a time and at a limited rate: a stranger who invents key ids costs the issuer one request per interval. While the issuer
 * is away the last keys serve on, until they are too old to be believed.
 */
final class IssuerKeys {
    private static final Logger LOG = Logger.getLogger(IssuerKeys.class);

    private final String issuer;
    private final KeySource source;
    private final CallerKeysConfig config;
    private final LongSupplier nanos;
    private final SharedLoad<JsonWebKeys> loads = new SharedLoad<>();

    private JsonWebKeys known;
    private long knownSince;
    private long lastStart;
    private boolean everStarted;
    private boolean lastFailed;

    /** @param nanos a monotonic clock, as {@link System#nanoTime} */
    IssuerKeys(String issuer, KeySource source, CallerKeysConfig config, LongSupplier nanos) {
        this.issuer = issuer;
        this.source = source;
        this.config = config;
        this.nanos = nanos;
    }

    /** The key that must have signed. Fails with {@link CallerException}. */
    Uni<VerificationKey> keyFor(Optional<String> kid, String algorithm) {
        return Uni.createFrom().deferred(() -> {
            Optional<JsonWebKeys> keys = believable();
            Optional<VerificationKey> key = keys.flatMap(set -> set.find(kid, algorithm));
            if (key.isPresent()) {
                return Uni.createFrom().item(key.get());
            }
            if (!mayFetch(keys.isPresent())) {
                return Uni.createFrom().failure(keys.isPresent() ? unknown(kid) : unavailable(null));
            }
            return fetch().onFailure()
                    .transform(this::unavailable)
                    .map(set -> set.find(kid, algorithm).orElseThrow(() -> unknown(kid)));
        });
    }

    /** Fetches ahead of need. Never fails: what could not be fetched is logged, and asked for again when a token needs it. */
    Uni<Void> refresh() {
        return fetch().replaceWithVoid().onFailure().recoverWithNull();
    }

    private Uni<JsonWebKeys> fetch() {
        return loads.join(() -> {
            started();
            return source.load()
                    .ifNoItem()
                    .after(config.timeout())
                    .failWith(() -> new KeysException("no answer within " + config.timeout()))
                    .invoke(this::keep)
                    .onFailure()
                    .invoke(this::failed);
        });
    }

    private synchronized Optional<JsonWebKeys> believable() {
        return known != null && isWithin(config.maxAge(), knownSince) ? Optional.of(known) : Optional.empty();
    }

    private boolean mayFetch(boolean haveKeys) {
        if (loads.isRunning()) {
            return true;
        }
        synchronized (this) {
            Duration pause = haveKeys && !lastFailed ? config.unknownKeyInterval() : config.retryInterval();
            return !everStarted || !isWithin(pause, lastStart);
        }
    }

    private boolean isWithin(Duration limit, long since) {
        return nanos.getAsLong() - since < limit.toNanos();
    }

    private synchronized void started() {
        everStarted = true;
        lastStart = nanos.getAsLong();
    }

    private synchronized void keep(JsonWebKeys keys) {
        if (known == null || lastFailed) {
            LOG.infof("issuer %s: %d keys read", issuer, keys.keys().size());
        }
        known = keys;
        knownSince = lastStart;
        lastFailed = false;
    }

    private synchronized void failed(Throwable failure) {
        lastFailed = true;
        LOG.warnf(
                "issuer %s: its keys could not be read, %s: %s",
                issuer, known == null ? "none are known" : "the last ones serve on", failure.getMessage());
    }

    private CallerException unavailable(Throwable cause) {
        return new CallerException(
                KEYS_UNAVAILABLE, "the keys of issuer " + Presented.of(issuer) + " cannot be read just now", cause);
    }

    private CallerException unknown(Optional<String> kid) {
        return new CallerException(
                KEY_UNKNOWN,
                "issuer " + Presented.of(issuer) + " publishes no key " + Presented.of(kid.orElse(null))
                        + " for this token");
    }
}
