/**
 * Failures of the HTTP edge as problem documents (RFC 9457): one shape, {@code urn:bellhop:problem:<reason>}, a correlation id, and
 * nothing else about what is our own fault. 401 and 403 are caller-identity's.
 */
package dev.bellhop.resolver.problem;
