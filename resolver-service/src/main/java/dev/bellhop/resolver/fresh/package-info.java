/**
 * What callers share, and how fresh it must be: reads that are never older than the kickoff that asked (design, section 7, "Fresh
 * reads"), tokens renewed ahead of need ("Tokens"), and the deadline that bounds them. Nothing here knows a cloud.
 */
package dev.bellhop.resolver.fresh;
