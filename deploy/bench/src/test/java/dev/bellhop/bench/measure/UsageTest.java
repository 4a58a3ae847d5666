package dev.bellhop.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class UsageTest {
    @Test
    void cpuTimeIsThatOfWorkAndNotOfWaiting() {
        long self = ProcessHandle.current().pid();
        Duration before = Usage.cpu(self);
        long end = System.nanoTime() + 200_000_000;
        double sink = 0;
        while (System.nanoTime() - end < 0 || Usage.cpu(self).equals(before)) {
            sink += Math.sqrt(sink + 1);
        }
        assertThat(Usage.cpu(self)).isGreaterThan(before);
        assertThat(sink).isPositive();
    }

    @Test
    void processThatIsGoneHasNoCpuTime() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        assertThatThrownBy(() -> Usage.cpu(gone.pid()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(String.valueOf(gone.pid()));
    }

    @Test
    void readsAFieldOfTheProcessStatus() {
        String status = "Name:\tjava\nVmHWM:\t  251904 kB\nVmRSS:\t  250000 kB\nThreads:\t42\n";
        assertThat(Usage.field(status, "VmHWM:")).hasValue(251904);
        assertThat(Usage.field(status, "VmRSS:")).hasValue(250000);
        assertThat(Usage.field(status, "VmSwap:")).isEmpty();
    }
}
