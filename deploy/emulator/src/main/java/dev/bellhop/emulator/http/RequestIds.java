package dev.bellhop.emulator.http;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Ids of requests: random enough to tell them apart, and made without the lock of a secure source. Nothing may rest on their secrecy. */
public final class RequestIds {
    private RequestIds() {}

    /** A UUID of version 4 by its form. */
    public static String next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(
                        random.nextLong() & 0xffff_ffff_ffff_0fffL | 0x4000L,
                        random.nextLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L)
                .toString();
    }
}
