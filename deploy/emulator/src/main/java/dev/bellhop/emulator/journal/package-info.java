/** What was asked of the emulator: a bounded journal of requests and counters, neither of which ever holds a header, body or value. */
package dev.bellhop.emulator.journal;
