/**
 * The Kafka edge (design, sections 4 and 7): records of {@code bellhop.kickoffs} in, each ends as a result or as a dead letter. Says
 * who is admitted; what happens then is {@code resolution}'s.
 */
package dev.bellhop.resolver.kickoff;
