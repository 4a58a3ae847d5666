/** Whether this replica can do its work: the readiness of the management port. Liveness asks nobody. */
package dev.bellhop.issuer.health;
