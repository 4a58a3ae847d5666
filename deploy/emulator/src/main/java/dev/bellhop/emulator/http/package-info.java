/**
 * Requests and answers as plain values: what the emulated services decide on, free of sockets, so that every answer can be tested as a
 * function (RFC 9110).
 */
package dev.bellhop.emulator.http;
