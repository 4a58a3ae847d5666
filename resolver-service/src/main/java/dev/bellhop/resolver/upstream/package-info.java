/**
 * HTTP to the services the resolver depends on, by one set of rules: TLS with host names checked, no redirects, bodies capped, every
 * attempt bounded in time, and nothing of a request or answer in any {@code toString}. Vert.x's own client rather than a declarative
 * one, because the latter reads a body of any size before it hands it over. What an answer means is its endpoint's business.
 */
package dev.bellhop.resolver.upstream;
