package dev.bellhop.resolver.variable;

/** What became of one variable. */
public sealed interface VariableOutcome permits ResolvedVariable, FailedVariable {
    /** The variable's key. */
    String key();
}
