/**
 * Credentials tried out before a kickoff has to rely on them: the way to a vault leg by leg, and the names of the secrets in it. How a
 * provider is reached is its {@code store}'s business. For administrators.
 */
package dev.bellhop.resolver.connection;
