/**
 * The cloud in a box: Microsoft Entra ID and Azure Key Vault, as far as workload identity federation needs them, on loopback behind an HTTP
 * CONNECT proxy and under their real host names. For tests, demos and rehearsals of failures; never for production.
 *
 * <p>{@link dev.bellhop.emulator.Emulator} starts it, {@link dev.bellhop.emulator.control.Cloud} and the equal control API fill it.
 * docs/emulator.md says what is emulated and what is not.
 */
package dev.bellhop.emulator;
