package dev.bellhop.resolver.store;

import dev.bellhop.resolver.diagnosis.Diagnosis;
import java.util.Optional;

/**
 * One leg of a tested connection.
 *
 * @param millis how long its requests took; 0 without any
 * @param remark what was found; never a value
 * @param diagnosis of one that failed
 */
public record HopVerdict(String hop, Verdict verdict, long millis, String remark, Optional<Diagnosis> diagnosis) {
    /** How a leg ended. */
    public enum Verdict {
        PASSED,
        FAILED,
        /** One before it failed. */
        NOT_REACHED,
        /** This kind of credential has no such leg, or nothing was named to be read. */
        NOT_NEEDED
    }
}
