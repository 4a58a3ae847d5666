package dev.bellhop.issuer.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Takes entries at any rate, on any thread, without waiting: {@link AuditWriter} writes them a moment later. If more wait than fit, the next
 * ones become lines of the log at once, so none is dropped.
 */
@ApplicationScoped
public class AuditTrail {
    /** Some seconds of minting as fast as a machine signs. */
    static final int CAPACITY = 16 * 1024;

    private final BlockingQueue<AuditEntry> waiting = new ArrayBlockingQueue<>(CAPACITY);
    private final AuditLog log;
    private volatile boolean closed;

    AuditTrail(AuditLog log) {
        this.log = log;
    }

    /** Neither blocks nor fails. */
    public void record(AuditEntry entry) {
        if (closed || !waiting.offer(entry)) {
            log.write(List.of(entry));
        }
    }

    /** At most so many of those that wait, oldest first; they are the writer's from now on. */
    List<AuditEntry> take(int most) {
        List<AuditEntry> entries = new ArrayList<>(Math.min(most, waiting.size() + 16));
        waiting.drainTo(entries, most);
        return entries;
    }

    /** What is recorded from now on is a line of the log at once. */
    void close() {
        closed = true;
    }
}
