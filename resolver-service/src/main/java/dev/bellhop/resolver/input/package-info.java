/**
 * Reading what others wrote: strict JSON (RFC 8259, no duplicate members, nothing after the document) whose refusals name the member
 * and what was expected of it, and never repeat what was found. For the Kafka and HTTP edges and for the recipient's key.
 */
package dev.bellhop.resolver.input;
