package dev.bellhop.emulator.entra;

/** How a client proved itself; the wire value is the claim {@code appidacr}. */
enum ClientAuthentication {
    SECRET("1"),
    /** That federation shows as 2 is not public. */
    ASSERTION("2");

    private final String wire;

    ClientAuthentication(String wire) {
        this.wire = wire;
    }

    String wire() {
        return wire;
    }
}
