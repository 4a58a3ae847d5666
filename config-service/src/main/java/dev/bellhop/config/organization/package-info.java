/** Organizations: whose rows everything else is. */
package dev.bellhop.config.organization;
