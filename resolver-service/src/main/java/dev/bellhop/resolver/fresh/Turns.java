package dev.bellhop.resolver.fresh;

import io.smallrye.mutiny.Uni;

/** Who may hand a read to the network when. Until its turn a read can be joined: waiting makes it shared by more. */
@FunctionalInterface
interface Turns {
    /** Everybody at once. */
    Turns AT_ONCE = waiter -> Uni.createFrom().voidItem();

    /** Emits when it is this one's turn; fails if it will not have one. */
    Uni<Void> turn(Waiter waiter);

    /** One that waits for its turn. */
    interface Waiter {
        /** Whether anybody still waits for it. */
        boolean wanted();

        /** The earliest deadline of those who wait for it, on the monotonic clock. */
        long deadlineNanos();
    }
}
