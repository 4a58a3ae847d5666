/** The command {@code deploy/local/up}: the whole of Bellhop on one machine, and a demo of what it is for. */
package dev.bellhop.local;
