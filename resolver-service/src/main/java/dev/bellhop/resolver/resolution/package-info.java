/**
 * The one pipeline from an admitted kickoff to its result (design, section 7): plan, variables, seal, audit; and its HTTP edge. Which
 * kickoff may start is decided here as well: slots, each organization's share of them, and the deadline. The Kafka edge is
 * {@code kickoff}.
 */
package dev.bellhop.resolver.resolution;
