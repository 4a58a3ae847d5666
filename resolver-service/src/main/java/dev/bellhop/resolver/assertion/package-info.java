/**
 * Client assertions (RFC 7523): the subject tokens by which an organization, or one of its automations, proves itself to a cloud, minted
 * by our issuer (RFC 8693) and renewed ahead of need. For {@code exchange}.
 */
package dev.bellhop.resolver.assertion;
