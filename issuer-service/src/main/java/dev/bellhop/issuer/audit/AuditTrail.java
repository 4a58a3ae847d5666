package dev.bellhop.issuer.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Takes entries on any thread without waiting: {@link AuditWriter} writes them a moment later. If more wait than fit, the next ones become lines of
 * the log at once, on the caller's thread: then minting goes no faster than the log, which is the price of dropping none.
 */
@ApplicationScoped
public class AuditTrail {
    /** Some seconds of minting as fast as a machine signs. */
    static final int CAPACITY = 16 * 1024;

    private final BlockingQueue<AuditEntry> waiting = new ArrayBlockingQueue<>(CAPACITY);
    private final AuditLog log;
    private final StrangersAllowance strangers = new StrangersAllowance();
    private volatile boolean closed;

    AuditTrail(AuditLog log) {
        this.log = log;
    }

    /** Never fails; waits for the log only if more entries wait than fit, or after the end. */
    public void record(AuditEntry entry) {
        if (closed || !waiting.offer(entry)) {
            log.write(List.of(entry));
        }
    }

    /**
     * The refusal of someone who proved nothing. Beyond an allowance a second such entries are passed over, and the next one written says how many.
     */
    public void recordStranger(AuditEntry entry) {
        strangers.use(entry.at()).ifPresent(passedOver -> record(passedOver == 0 ? entry : entry.after(passedOver)));
    }

    /** At most so many of those that wait, oldest first; they are the writer's from now on. */
    List<AuditEntry> take(int most) {
        List<AuditEntry> entries = new ArrayList<>(Math.min(most, waiting.size() + 16));
        waiting.drainTo(entries, most);
        return entries;
    }

    int waiting() {
        return waiting.size();
    }

    /** What is recorded from now on is a line of the log at once. */
    void close() {
        closed = true;
    }
}
