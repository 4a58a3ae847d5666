/** Failures of the config-service: a closed set of reasons, and the one place that turns them into problem documents (RFC 9457). */
package dev.bellhop.config.problem;
