/**
 * The infrastructure Bellhop needs, inside a JVM: PostgreSQL, Kafka, a certificate authority and a sealing keyset, on loopback, without
 * containers and without root rights. For the tests of the services, which take the {@code *Resource} classes, and for the local stack,
 * which takes the rest. Nothing here is for production.
 */
package dev.bellhop.embedded;
