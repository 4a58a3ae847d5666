/**
 * What verifiers read: the discovery document (OpenID Connect Discovery 1.0, sections 3 and 4) and the key set (RFC 7517, section 5), as
 * bytes prepared once per change of the ring. Owns the issuer URL too, because these documents are what it names.
 */
package dev.bellhop.issuer.discovery;
