package dev.bellhop.resolver.fake;

import dev.bellhop.emulator.control.Cloud;

/** The emulated cloud, for tests that set it up themselves. */
public final class EmulatedCloud {
    private EmulatedCloud() {}

    public static Cloud cloud() {
        return Platform.cloud();
    }

    /** Whose subject tokens the resolver under test presents; its keys are fetched by the cloud. */
    public static String issuer() {
        return Platform.issuer();
    }
}
