/**
 * The keys that sign our tokens: RSA-2048 for RS256 (RFC 7518, section 3.3), either given by the operator (configured mode) or made,
 * sealed and shared through PostgreSQL (managed mode). Owns the key ring, its table and its dates; publishing the public halves and signing
 * belong to others, who ask {@link dev.bellhop.issuer.key.SigningKeys} what holds now.
 */
package dev.bellhop.issuer.key;
