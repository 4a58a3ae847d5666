/** Automations: what is kicked off, and what variables are assigned to. */
package dev.bellhop.config.automation;
