/** Who was given which token, and who was refused one: one line each, for every request to the token endpoint, never a token. */
package dev.bellhop.issuer.audit;
