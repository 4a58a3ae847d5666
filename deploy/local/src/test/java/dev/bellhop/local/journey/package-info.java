/**
 * Journeys through the packaged services, end to end. One stack with two resolvers serves them all; each journey has organizations of its
 * own, so they do not depend on each other's order.
 */
package dev.bellhop.local.journey;
