package dev.bellhop.emulator.fault;

import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The faults in force, by id; of several that would strike a request, the first by id does. */
public final class Faults {
    private final Map<String, Armed> armed = new TreeMap<>();

    private static final class Armed {
        private final Fault fault;
        private int left;

        Armed(Fault fault) {
            this.fault = fault;
            this.left = fault.times().orElse(Integer.MAX_VALUE);
        }
    }

    public synchronized void put(String id, Fault fault) {
        armed.put(id, new Armed(fault));
    }

    /** Whether there was one of this id; a spent one is gone. */
    public synchronized boolean remove(String id) {
        return armed.remove(id) != null;
    }

    public synchronized void clear() {
        armed.clear();
    }

    /** The fault that strikes this request, if any; it counts as struck. */
    public synchronized Optional<Fault> strike(String host, String path) {
        for (Iterator<Armed> all = armed.values().iterator(); all.hasNext(); ) {
            Armed one = all.next();
            if (one.fault.strikes(host, path)) {
                if (one.fault.times().isPresent() && --one.left == 0) {
                    all.remove();
                }
                return Optional.of(one.fault);
            }
        }
        return Optional.empty();
    }
}
