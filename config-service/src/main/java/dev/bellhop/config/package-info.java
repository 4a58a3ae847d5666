/**
 * The config-service: what admins set up once per organization, and the plan a resolver needs to turn it into an environment.
 * No secret of a cloud lives here; values typed in by an admin are kept sealed.
 */
package dev.bellhop.config;
