/**
 * What config-service says an automation resolves: its resolution plan, re-validated for every kickoff, and its direct and default
 * values, never kept (design, section 6). For the pipeline and the variables it resolves.
 */
package dev.bellhop.resolver.plan;
