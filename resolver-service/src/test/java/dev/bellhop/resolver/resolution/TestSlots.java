package dev.bellhop.resolver.resolution;

/** Slots for tests of other packages, nine places to wait at. */
public final class TestSlots {
    private TestSlots() {}

    public static Slots of(int total) {
        return new Slots(total, total, 9);
    }
}
