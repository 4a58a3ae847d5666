package dev.bellhop.resolver.delivery;

/** A variable that failed, and why. */
public record VariableProblem(String key, FailureProblem problem) {
    VariableProblem inShort() {
        return new VariableProblem(key, problem.inShort());
    }
}
