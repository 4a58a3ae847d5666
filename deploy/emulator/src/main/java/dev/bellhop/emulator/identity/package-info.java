/**
 * The identity provider of the demo's callers: real RS256 tokens with their own discovery document and JWKS, so that services verify
 * demo callers exactly as they verify a corporate identity provider (OpenID Connect Discovery 1.0, RFC 7517, RFC 7519).
 */
package dev.bellhop.emulator.identity;
