/**
 * {@code POST /oauth2/token}: a caller's token in, a subject token of one organization or automation out (RFC 8693), or the grant that a kickoff
 * record carries. Owns what may be asked for, who may have it, and the claims. Answers errors as RFC 6749, section 5.2, writes them.
 */
package dev.bellhop.issuer.token;
