/** Whether this replica can serve: readiness asks for the topics it reads and writes; what the operator should look at is said at start. */
package dev.bellhop.resolver.health;
