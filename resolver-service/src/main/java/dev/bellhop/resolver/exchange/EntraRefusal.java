package dev.bellhop.resolver.exchange;

import dev.bellhop.resolver.diagnosis.Reason;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** No access token, and why, before it is known whose: {@link TokenExchange} makes the diagnosis of it. */
final class EntraRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient Optional<String> code;
    private final String remark;
    private final transient Map<String, String> ids;
    private final transient Echo echo;
    private final transient Duration retryAfter;
    private final boolean passes;

    /**
     * @param code as shown, such as {@code AADSTS700213}, {@code 503} or {@code timed-out}
     * @param remark a sentence for the cause; empty for none
     * @param retryAfter null when Entra did not say
     * @param passes whether it goes away by itself, changes on their way aside
     */
    EntraRefusal(Reason reason, Optional<String> code, String remark, Duration retryAfter, boolean passes) {
        this(reason, code, remark, Map.of(), Echo.none(), retryAfter, passes);
    }

    /**
     * @param ids Entra's own, for its support
     * @param echo what Entra read of what was presented
     */
    EntraRefusal(
            Reason reason,
            Optional<String> code,
            String remark,
            Map<String, String> ids,
            Echo echo,
            Duration retryAfter,
            boolean passes) {
        super(reason.code(), null, false, false);
        this.ids = ids;
        this.echo = echo;
        this.reason = reason;
        this.code = code;
        this.remark = remark;
        this.retryAfter = retryAfter;
        this.passes = passes;
    }

    Reason reason() {
        return reason;
    }

    String code() {
        return code.orElse(null);
    }

    String remark() {
        return remark;
    }

    Map<String, String> ids() {
        return ids;
    }

    Echo echo() {
        return echo;
    }

    Duration retryAfter() {
        return retryAfter;
    }

    boolean passes() {
        return passes;
    }

    private Optional<String> digits() {
        return code.filter(name -> name.startsWith("AADSTS")).map(name -> name.substring("AADSTS".length()));
    }

    boolean propagating() {
        return digits().filter(EntraCodes::propagating).isPresent();
    }

    boolean curedByAnotherAssertion() {
        return digits().filter(EntraCodes::curedByAnotherAssertion).isPresent();
    }
}
