package dev.bellhop.emulator.fault;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One fault.
 *
 * @param host the host it strikes; empty for every host
 * @param pathPrefix the beginning of the paths it strikes
 * @param status what is answered; empty if the request is only delayed and then answered as usual
 * @param body what is answered with that status
 * @param headers that go with it, such as {@code Retry-After} or {@code Content-Type}
 * @param delay before the answer
 * @param times how many requests it strikes; empty for all, until it is removed
 */
public record Fault(
        Optional<String> host,
        String pathPrefix,
        Optional<Integer> status,
        String body,
        Map<String, String> headers,
        Duration delay,
        Optional<Integer> times) {
    static final Duration LONGEST = Duration.ofMinutes(10);

    public Fault {
        headers = Map.copyOf(headers);
        if (status.isPresent() && (status.get() < 200 || status.get() > 599)) {
            throw new IllegalArgumentException("status: expected 200 to 599");
        }
        if (delay.isNegative() || delay.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("delayMillis: expected 0 to " + LONGEST.toMillis());
        }
        if (times.isPresent() && times.get() < 1) {
            throw new IllegalArgumentException("times: expected at least 1");
        }
        if (!pathPrefix.startsWith("/")) {
            throw new IllegalArgumentException("pathPrefix: expected to begin with a slash");
        }
    }

    /** A plain answer of this status at every path of a host. */
    public static Fault answering(String host, int status, String body) {
        return new Fault(Optional.of(host), "/", Optional.of(status), body, Map.of(), Duration.ZERO, Optional.empty());
    }

    /** A delay at every path of a host. */
    public static Fault delaying(String host, Duration delay) {
        return new Fault(Optional.of(host), "/", Optional.empty(), "", Map.of(), delay, Optional.empty());
    }

    public Fault times(int count) {
        return new Fault(host, pathPrefix, status, body, headers, delay, Optional.of(count));
    }

    public Fault at(String prefix) {
        return new Fault(host, prefix, status, body, headers, delay, times);
    }

    public Fault with(String header, String value) {
        Map<String, String> more = new java.util.LinkedHashMap<>(headers);
        more.put(header, value);
        return new Fault(host, pathPrefix, status, body, more, delay, times);
    }

    boolean strikes(String requestHost, String path) {
        return host.map(requestHost::equalsIgnoreCase).orElse(true) && path.startsWith(pathPrefix);
    }
}
