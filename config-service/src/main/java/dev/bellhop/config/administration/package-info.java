/**
 * What every administered resource shares: rows that belong to an organization and count their revisions, listed by cursor,
 * changed under {@code If-Match} in one transaction with their audit entry.
 */
package dev.bellhop.config.administration;
