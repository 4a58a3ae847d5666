package dev.bellhop.config.problem;

import java.util.UUID;

/** A request's body that knows its own rules. */
public interface CheckedBody {

    /** @param path the id in the address; null at creation */
    void check(Checks checks, UUID path);

    /** What the id in the address is called there. */
    default String idParameter() {
        return "id";
    }
}
