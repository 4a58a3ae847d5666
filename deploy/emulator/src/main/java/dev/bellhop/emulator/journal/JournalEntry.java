package dev.bellhop.emulator.journal;

import java.time.Instant;

/**
 * One answered request.
 *
 * @param sequence counts up from 1 and never repeats, also across {@link Journal#clear()}
 * @param time when the request's head had been read
 * @param path without query
 * @param status 0 if the answer was a closed connection
 * @param millis from the request's head read to its answer ready
 */
public record JournalEntry(
        long sequence, Instant time, String host, String method, String path, int status, long millis) {}
