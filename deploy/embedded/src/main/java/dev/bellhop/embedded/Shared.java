package dev.bellhop.embedded;

import java.util.function.Supplier;

/**
 * What one JVM has once. Quarkus loads test resources by a new class loader for each test profile, so a static field would start a second
 * server; a system property is seen by all of them.
 */
final class Shared {
    private Shared() {}

    static String once(String name, Supplier<String> start) {
        String property = "dev.bellhop.embedded." + name;
        synchronized (System.getProperties()) {
            String known = System.getProperty(property);
            if (known == null) {
                known = start.get();
                System.setProperty(property, known);
            }
            return known;
        }
    }
}
