/**
 * Values that rest in the database: sealed by Google Tink under the operator's keyset, each bound to its organization, row and
 * purpose, so that a sealed value copied into another row does not open.
 */
package dev.bellhop.config.encryption;
