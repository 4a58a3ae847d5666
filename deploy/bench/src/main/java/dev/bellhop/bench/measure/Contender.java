package dev.bellhop.bench.measure;

import dev.bellhop.bench.load.Load;
import java.time.Duration;
import java.util.function.Function;

/**
 * One of those that stand side by side: a process, and the work that it is given for a while.
 *
 * @param work back when the time is over
 */
public record Contender(String name, long pid, Function<Duration, Load> work) {
    Sample turn(Duration length) {
        Duration before = Usage.cpu(pid);
        Load load = work.apply(length);
        return new Sample(
                load.answered(), load.failed(), load.wall(), Usage.cpu(pid).minus(before));
    }
}
