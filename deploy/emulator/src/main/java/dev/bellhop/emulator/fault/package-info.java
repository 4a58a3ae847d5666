/** Faults on demand: answers the cloud gives instead of its own, for a host and path, after a delay, so many times. */
package dev.bellhop.emulator.fault;
