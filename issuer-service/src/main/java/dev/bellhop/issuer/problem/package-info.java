/**
 * What a caller is told when the issuer cannot answer: problem documents (RFC 9457), one closed set of reasons. The token endpoint alone
 * answers in the form of RFC 6749, section 5.2, and keeps that in its own package.
 */
package dev.bellhop.issuer.problem;
