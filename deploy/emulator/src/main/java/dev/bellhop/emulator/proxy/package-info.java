/** The HTTP CONNECT proxy in front of the emulated cloud (RFC 9110, section 9.3.6). */
package dev.bellhop.emulator.proxy;
