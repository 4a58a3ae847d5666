package dev.bellhop.emulator.journal;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/** Counts by name, such as {@code tokens.issued} or {@code tokens.refused.700213}; a name not counted yet is absent. */
public final class Counters {
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final AtomicReferenceArray<LongAdder> statuses = new AtomicReferenceArray<>(600);

    public void count(String name) {
        LongAdder adder = counts.get(name);
        if (adder == null) {
            adder = counts.computeIfAbsent(name, absent -> new LongAdder());
        }
        adder.increment();
    }

    /** As {@code requests.<status>}. */
    public void countStatus(int status) {
        if (status >= 0 && status < statuses.length()) {
            LongAdder adder = statuses.get(status);
            if (adder == null) {
                adder = counts.computeIfAbsent("requests." + status, absent -> new LongAdder());
                statuses.set(status, adder);
            }
            adder.increment();
        }
    }

    /** A copy, by name in alphabetical order. */
    public Map<String, Long> snapshot() {
        Map<String, Long> copy = new TreeMap<>();
        counts.forEach((name, count) -> copy.put(name, count.sum()));
        return copy;
    }

    public void clear() {
        for (int status = 0; status < statuses.length(); status++) {
            statuses.set(status, null);
        }
        counts.clear();
    }
}
