/**
 * What fills and breaks the emulated cloud: {@link dev.bellhop.emulator.control.Cloud} from within, the control API over HTTPS. The table
 * of its paths is in docs/emulator.md.
 */
package dev.bellhop.emulator.control;
