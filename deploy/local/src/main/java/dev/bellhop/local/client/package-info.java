/**
 * Those who use a stack from outside, by its public interfaces only: an administrator of config-service, a scheduler that asks for grants
 * and publishes kickoffs, a worker that opens environments, the owner of the (emulated) cloud.
 */
package dev.bellhop.local.client;
