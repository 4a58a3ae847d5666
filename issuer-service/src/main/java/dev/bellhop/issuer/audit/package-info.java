/**
 * Who was given which token, who was refused one, and who changed a signing key: one entry each, never a token. Entries are written to the
 * issuer's database apart from the request that caused them, many at once; while there is no database, or it cannot take them, they are lines
 * of the log.
 */
package dev.bellhop.issuer.audit;
