/**
 * What leaves the resolver, and in what form (design, section 7): the environment sealed to its recipient, the manifest with its keyed
 * fingerprints, the audit record and the result event. Wire records and cryptography only; what happened is decided by the pipeline.
 */
package dev.bellhop.resolver.delivery;
