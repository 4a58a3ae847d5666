/** Bellhop's OpenID Connect issuer: signing keys, the documents that publish them, and the tokens they sign. */
package dev.bellhop.issuer;
