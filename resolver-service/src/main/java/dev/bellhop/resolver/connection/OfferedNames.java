package dev.bellhop.resolver.connection;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.bellhop.resolver.delivery.FailureProblem;
import dev.bellhop.resolver.store.SecretNames.Listed;
import java.util.List;

/**
 * Names to choose from.
 *
 * @param source {@code vault}, or {@code variables}: the names that variables use already
 * @param complete whether these are all that begin so
 * @param problem why the vault did not list them
 */
record OfferedNames(
        List<Name> names,
        String source,
        boolean complete,
        @JsonInclude(Include.NON_NULL) FailureProblem problem) {

    /** @param enabled whether its newest version can be read; absent where only the vault would know */
    record Name(String name, @JsonInclude(Include.NON_NULL) Boolean enabled) {}

    static OfferedNames listed(Listed listed) {
        return new OfferedNames(
                listed.names().stream()
                        .map(one -> new Name(one.name(), one.enabled()))
                        .toList(),
                "vault",
                listed.complete(),
                null);
    }

    static OfferedNames used(List<String> names, FailureProblem problem) {
        return new OfferedNames(names.stream().map(name -> new Name(name, null)).toList(), "variables", false, problem);
    }
}
