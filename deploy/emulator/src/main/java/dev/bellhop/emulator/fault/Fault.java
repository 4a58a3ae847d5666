package dev.bellhop.emulator.fault;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One fault: whom it strikes, how often, and what becomes of the request.
 *
 * @param tls strikes connections, at the proxy; without it a fault strikes requests
 * @param answer what is answered; empty if the request is answered as usual, late or cut
 * @param dateOffset how wrong the answer's {@code Date} is
 */
public record Fault(
        Target target,
        Optional<TlsFault> tls,
        Optional<Answer> answer,
        Latency latency,
        Cut cut,
        Duration dateOffset,
        Limits limits) {

    private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Duration FURTHEST = Duration.ofDays(366);

    public Fault {
        if (dateOffset.abs().compareTo(FURTHEST) > 0) {
            throw new IllegalArgumentException(
                    "dateOffsetSeconds: expected at most " + FURTHEST.toSeconds() + " either way");
        }
        if (tls.isPresent()
                && (target.tenant().isPresent() || !target.pathPrefix().equals("/"))) {
            throw new IllegalArgumentException(
                    "tls: strikes new connections, which know no tenant and no path: name a host or a vault");
        }
        if (tls.isPresent()
                && (answer.isPresent() || cut != Cut.NONE || !latency.equals(Latency.NONE) || !dateOffset.isZero())) {
            throw new IllegalArgumentException(
                    "tls: a handshake that fails has no answer; status, latency, cut and date do not go with it");
        }
    }

    /**
     * What is answered in place of the service.
     *
     * @param headers that go with it, such as {@code Retry-After} or {@code Content-Type}
     */
    public record Answer(int status, String body, Map<String, String> headers) {
        public Answer {
            headers.forEach(Answer::requireWritable);
            headers = Map.copyOf(headers);
            if (status < 200 || status > 599) {
                throw new IllegalArgumentException("status: expected 200 to 599");
            }
        }

        private static void requireWritable(String name, String value) {
            if (!HEADER.matcher(name).matches()
                    || value == null
                    || value.chars().anyMatch(c -> c < ' ' || c > '~')) {
                throw new IllegalArgumentException(
                        "headers: expected names as RFC 9110 has them, and values of printable ASCII");
            }
        }
    }

    /**
     * How often.
     *
     * @param times how many requests it strikes; empty for all, until it is removed
     * @param lasting how long from the moment it is set; empty for ever
     * @param share which part of the requests it strikes, above 0 and at most 1
     * @param seed of what chance decides; the same seed, the same sequence
     */
    public record Limits(Optional<Integer> times, Optional<Duration> lasting, double share, long seed) {
        /** Every request, until removed. */
        public static final Limits NONE = new Limits(Optional.empty(), Optional.empty(), 1, 1);

        public Limits {
            if (times.isPresent() && times.get() < 1) {
                throw new IllegalArgumentException("times: expected at least 1");
            }
            if (lasting.isPresent()
                    && (lasting.get().isNegative() || lasting.get().isZero())) {
                throw new IllegalArgumentException("forMillis: expected at least 1");
            }
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException("share: expected more than 0 and at most 1");
            }
        }
    }

    private static Fault at(Target target) {
        return new Fault(
                target, Optional.empty(), Optional.empty(), Latency.NONE, Cut.NONE, Duration.ZERO, Limits.NONE);
    }

    /** A plain answer of this status at every path of a host. */
    public static Fault answering(String host, int status, String body) {
        return answering(Target.host(host), status, body);
    }

    public static Fault answering(Target target, int status, String body) {
        Fault bare = at(target);
        return new Fault(
                target,
                bare.tls,
                Optional.of(new Answer(status, body, Map.of())),
                bare.latency,
                bare.cut,
                bare.dateOffset,
                bare.limits);
    }

    /** A delay at every path of a host. */
    public static Fault delaying(String host, Duration delay) {
        return delaying(Target.host(host), new Latency.Fixed(delay));
    }

    public static Fault delaying(Target target, Latency latency) {
        Fault bare = at(target);
        return new Fault(target, bare.tls, bare.answer, latency, bare.cut, bare.dateOffset, bare.limits);
    }

    /** The usual answer, cut short. */
    public static Fault cutting(Target target, Cut cut) {
        Fault bare = at(target);
        return new Fault(target, bare.tls, bare.answer, bare.latency, cut, bare.dateOffset, bare.limits);
    }

    /** The usual answer with a wrong date. */
    public static Fault dating(Target target, Duration offset) {
        Fault bare = at(target);
        return new Fault(target, bare.tls, bare.answer, bare.latency, bare.cut, offset, bare.limits);
    }

    /** Handshakes that fail. */
    public static Fault tls(Target target, TlsFault kind) {
        Fault bare = at(target);
        return new Fault(target, Optional.of(kind), bare.answer, bare.latency, bare.cut, bare.dateOffset, bare.limits);
    }

    public Fault times(int count) {
        return limited(new Limits(Optional.of(count), limits.lasting, limits.share, limits.seed));
    }

    public Fault lasting(Duration time) {
        return limited(new Limits(limits.times, Optional.of(time), limits.share, limits.seed));
    }

    public Fault share(double part, long seed) {
        return limited(new Limits(limits.times, limits.lasting, part, seed));
    }

    private Fault limited(Limits other) {
        return new Fault(target, tls, answer, latency, cut, dateOffset, other);
    }

    public Fault at(String prefix) {
        return new Fault(target.at(prefix), tls, answer, latency, cut, dateOffset, limits);
    }

    /** Of a fault that answers. */
    public Fault with(String header, String value) {
        Answer old = answer.orElseThrow();
        Map<String, String> more = new LinkedHashMap<>(old.headers);
        more.put(header, value);
        return new Fault(
                target, tls, Optional.of(new Answer(old.status, old.body, more)), latency, cut, dateOffset, limits);
    }
}
