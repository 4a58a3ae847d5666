/**
 * The one door to the database: every transaction first says for which organization it runs, and PostgreSQL's row security
 * shows and takes that organization's rows only.
 */
package dev.bellhop.config.session;
