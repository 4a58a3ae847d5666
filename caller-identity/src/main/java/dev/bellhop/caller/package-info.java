/**
 * Who is calling, proven: bearer JWTs (RFC 7519) of the issuers an operator trusts, at HTTP and Kafka edges alike.
 *
 * <p>This package owns three questions. Whose token is it ({@link dev.bellhop.caller.CallerTokens}); what may that caller do
 * ({@link dev.bellhop.caller.Caller}); and does the organization in the path belong to what it may do (a filter that every JAX-RS
 * resource method passes). It also holds the other half, the tokens with which our services call each other
 * ({@link dev.bellhop.caller.ServiceTokens}). It never holds a private key and never builds an address from a token.
 *
 * <p>Followed: RFC 7515 and 7519 (JWS, JWT), RFC 7517 (JWK sets), RFC 8725 (JWT best practices), RFC 6750 (bearer tokens), OpenID
 * Connect Discovery 1.0, RFC 9457 (problem documents).
 */
package dev.bellhop.caller;
