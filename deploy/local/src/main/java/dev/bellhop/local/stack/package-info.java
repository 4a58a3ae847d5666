/**
 * The local stack: infrastructure in this process, the packaged services as child processes, all on loopback and all under TLS. For
 * {@code deploy/local/up}, the end-to-end tests and the bench. What others need to know of a running stack stands in its
 * {@link dev.bellhop.local.stack.StackFile}.
 */
package dev.bellhop.local.stack;
