package dev.bellhop.resolver.resolution;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Who may start: at most so many at once, at most so many of one organization, the others wait in order of arrival. A freed slot goes
 * to the organizations in turn, so a long queue of one delays the others by one place each, not by its length.
 */
public final class Slots {
    private static final Logger LOG = Logger.getLogger(Slots.class);
    /** Even for one without time left: what is wrong with it is better said by the work itself. */
    private static final Duration LEAST_PATIENCE = Duration.ofMillis(100);

    private final int total;
    private final int perOrganization;
    private final int mostWaiting;
    private final Map<UUID, Share> shares = new HashMap<>();
    /** Organizations that have somebody waiting and room in their share, whose turn it is first. */
    private final ArrayDeque<Share> turns = new ArrayDeque<>();

    private final AtomicInteger starting = new AtomicInteger();

    private int inFlight;
    private int waiting;
    private boolean closed;

    Slots(int total, int perOrganization, int mostWaiting) {
        this.total = total;
        this.perOrganization = perOrganization;
        this.mostWaiting = mostWaiting;
    }

    /**
     * Does the work in a slot of the organization, once one is free; on the context it was asked from. Fails with {@link NoSlot} if
     * the slots were closed before its turn. However many wait already: the asker bounds itself.
     */
    public <T> Uni<T> in(UUID organization, Supplier<Uni<T>> work) {
        return work(slot(organization, Integer.MAX_VALUE), work);
    }

    /**
     * The same for one who can be sent away: fails with {@link NoSlot} if too many wait already, or if its turn does not come in time.
     *
     * @param patience for the slot, not for the work
     */
    public <T> Uni<T> inUnlessCrowded(UUID organization, Duration patience, Supplier<Uni<T>> work) {
        Uni<Slot> inTime = slot(organization, mostWaiting)
                .ifNoItem()
                .after(patience.compareTo(LEAST_PATIENCE) < 0 ? LEAST_PATIENCE : patience)
                .failWith(NoSlot::full);
        return work(inTime, work);
    }

    private Uni<Slot> slot(UUID organization, int mostBefore) {
        return Uni.createFrom().emitter(emitter -> ask(organization, mostBefore, emitter));
    }

    private static <T> Uni<T> work(Uni<Slot> granted, Supplier<Uni<T>> work) {
        return granted.chain(slot -> {
            slot.taken = true;
            return Uni.createFrom().deferred(work::get).onTermination().invoke(slot::release);
        });
    }

    /** Nobody starts any more: those who wait are sent away, those in flight go on. */
    public void close() {
        List<Slot> sentAway = new ArrayList<>();
        synchronized (this) {
            closed = true;
            turns.clear();
            for (Share share : shares.values()) {
                sentAway.addAll(share.waiting);
                share.waiting.clear();
            }
            waiting = 0;
        }
        sentAway.forEach(slot -> slot.fail(NoSlot.closed()));
    }

    /** How many there is room for, in flight and waiting together. */
    public int capacity() {
        return (int) Math.min(Integer.MAX_VALUE, (long) total + mostWaiting);
    }

    /** How many are being resolved. */
    public synchronized int inFlight() {
        return inFlight;
    }

    /** How many wait for a slot. */
    public synchronized int waiting() {
        return waiting;
    }

    private void ask(UUID organization, int mostBefore, UniEmitter<? super Slot> emitter) {
        Slot slot = new Slot(organization, emitter);
        NoSlot refusal = null;
        synchronized (this) {
            if (closed) {
                refusal = NoSlot.closed();
            } else if (waiting >= mostBefore) {
                refusal = NoSlot.full();
            } else {
                Share share = shares.computeIfAbsent(organization, id -> new Share());
                share.waiting.add(slot);
                waiting++;
                if (share.waiting.size() == 1 && share.inFlight < perOrganization) {
                    turns.add(share);
                }
            }
        }
        if (refusal != null) {
            emitter.fail(refusal);
            return;
        }
        emitter.onTermination(slot::abandon);
        startNext();
    }

    /**
     * Starts as many as there is room for; outside the lock, because starting may run the work. Whoever comes while another is at it
     * leaves the rest to that one: works that end at once do not pile up on one stack.
     */
    private void startNext() {
        int asked = starting.incrementAndGet();
        if (asked > 1) {
            return;
        }
        do {
            for (Slot next = take(); next != null; next = take()) {
                start(next);
            }
            asked = starting.addAndGet(-asked);
        } while (asked > 0);
    }

    /** One that cannot be started costs its own slot a moment, and not the turn of everybody after it. */
    private static void start(Slot slot) {
        try {
            slot.start();
        } catch (RuntimeException | Error unforeseen) {
            LOG.errorf(
                    "A resolution could not be started: %s",
                    unforeseen.getClass().getName());
            if (!slot.taken) {
                slot.release();
            }
        }
    }

    private synchronized Slot take() {
        if (inFlight >= total || turns.isEmpty()) {
            return null;
        }
        Share share = turns.poll();
        Slot slot = share.waiting.poll();
        waiting--;
        inFlight++;
        share.inFlight++;
        slot.granted = true;
        if (!share.waiting.isEmpty() && share.inFlight < perOrganization) {
            turns.add(share);
        }
        return slot;
    }

    private static final class Share {
        final ArrayDeque<Slot> waiting = new ArrayDeque<>();
        int inFlight;
    }

    /** One asker: waiting, then granted, then released; each once. */
    private final class Slot {
        private final UUID organization;
        private final UniEmitter<? super Slot> emitter;
        private final Context context = Vertx.currentContext();
        private boolean granted;
        private boolean released;
        private volatile boolean taken;

        Slot(UUID organization, UniEmitter<? super Slot> emitter) {
            this.organization = organization;
            this.emitter = emitter;
        }

        void start() {
            if (context == null) {
                hand();
            } else {
                context.runOnContext(ignored -> hand());
            }
        }

        /** Given to the asker, or back if that one has gone meanwhile. */
        private void hand() {
            emitter.complete(this);
            if (!taken) {
                release();
            }
        }

        void fail(NoSlot refusal) {
            if (context == null) {
                emitter.fail(refusal);
            } else {
                context.runOnContext(ignored -> emitter.fail(refusal));
            }
        }

        /** The asker has been served or has gone: one who still waits gives up the place. */
        void abandon() {
            synchronized (Slots.this) {
                Share share = shares.get(organization);
                if (granted || share == null || !share.waiting.remove(this)) {
                    return;
                }
                waiting--;
                if (share.waiting.isEmpty()) {
                    turns.remove(share);
                    forgetIfIdle(share);
                }
            }
        }

        void release() {
            synchronized (Slots.this) {
                if (released) {
                    return;
                }
                released = true;
                inFlight--;
                Share share = shares.get(organization);
                boolean wasFull = share.inFlight == perOrganization;
                share.inFlight--;
                if (wasFull && !share.waiting.isEmpty()) {
                    turns.add(share);
                }
                forgetIfIdle(share);
            }
            startNext();
        }

        private void forgetIfIdle(Share share) {
            if (share.inFlight == 0 && share.waiting.isEmpty()) {
                shares.remove(organization);
            }
        }
    }

    /** No slot, and no use in waiting for one here. */
    public static final class NoSlot extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final boolean stopping;

        private NoSlot(String message, boolean stopping) {
            super(message, null, false, false);
            this.stopping = stopping;
        }

        static NoSlot full() {
            return new NoSlot("too many resolutions wait already", false);
        }

        static NoSlot closed() {
            return new NoSlot("this replica is stopping", true);
        }

        /** Whether this replica is going away, so that another one should be asked. */
        public boolean stopping() {
            return stopping;
        }
    }
}
