/** Environment variables: what an automation finds in its environment, where it comes from, and which automations get it. */
package dev.bellhop.config.variable;
