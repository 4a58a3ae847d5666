package dev.bellhop.resolver.variable;

import dev.bellhop.resolver.diagnosis.Diagnosis;

/**
 * A variable without a value.
 *
 * @param required whether the kickoff fails with it; an optional variable is left out of the environment instead
 * @param diagnosis why, and what to do
 */
public record FailedVariable(String key, boolean required, Diagnosis diagnosis) implements VariableOutcome {}
