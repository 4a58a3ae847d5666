package dev.bellhop.issuer.key;

import dev.bellhop.caller.Caller;
import java.util.UUID;

/** Who changes the ring by hand, and the id under which answer, log and audit trail name the request. */
record Operator(String issuer, String subject, UUID correlationId) {
    static Operator of(Caller caller) {
        return new Operator(caller.issuer(), caller.subject(), UUID.randomUUID());
    }
}
