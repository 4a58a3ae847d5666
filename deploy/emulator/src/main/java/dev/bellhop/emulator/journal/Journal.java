package dev.bellhop.emulator.journal;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The last {@value #CAPACITY} requests, oldest first. */
public final class Journal {
    static final int CAPACITY = 10_000;

    private final Deque<JournalEntry> entries = new ArrayDeque<>();
    private long sequence;

    public synchronized void record(Instant time, String host, String method, String path, int status, long millis) {
        if (entries.size() == CAPACITY) {
            entries.removeFirst();
        }
        entries.addLast(new JournalEntry(++sequence, time, host, method, path, status, millis));
    }

    /**
     * The entries still kept, oldest first.
     *
     * @param host only this host's, if present
     * @param since only entries of a higher sequence; 0 for all
     */
    public synchronized List<JournalEntry> entries(Optional<String> host, long since) {
        return entries.stream()
                .filter(entry -> entry.sequence() > since)
                .filter(entry -> host.isEmpty() || host.get().equalsIgnoreCase(entry.host()))
                .toList();
    }

    /** Forgets the entries; the sequence goes on. */
    public synchronized void clear() {
        entries.clear();
    }
}
