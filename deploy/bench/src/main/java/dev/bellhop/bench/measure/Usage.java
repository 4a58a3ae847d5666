package dev.bellhop.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;

/** What a process has used so far, as the operating system counts it. */
public final class Usage {
    private Usage() {}

    /**
     * CPU time, user and system, of all threads, those that have ended too; on Linux in steps of 10 ms.
     *
     * @throws IllegalStateException if the process is gone or the platform does not tell
     */
    public static Duration cpu(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow(() -> new IllegalStateException("the CPU time of process " + pid + " cannot be read"));
    }

    /** Memory in RAM now, in KiB; Linux only. */
    public static OptionalLong residentKiB(long pid) {
        return status(pid, "VmRSS:");
    }

    /** The most memory that was in RAM at any moment so far, in KiB; Linux only. */
    public static OptionalLong peakResidentKiB(long pid) {
        return status(pid, "VmHWM:");
    }

    /** Whether the process has mapped the file, which a JVM does with a class archive that it uses; Linux only. */
    public static boolean maps(long pid, Path file) {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "maps")).stream()
                    .anyMatch(line -> line.endsWith(file.toString()));
        } catch (IOException unknown) {
            return false;
        }
    }

    private static OptionalLong status(long pid, String field) {
        try {
            return field(Files.readString(Path.of("/proc", String.valueOf(pid), "status")), field);
        } catch (IOException unknown) {
            return OptionalLong.empty();
        }
    }

    /** {@code VmRSS:     12345 kB}, see proc_pid_status(5). */
    static OptionalLong field(String status, String field) {
        return status.lines()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(
                        line.substring(field.length()).replace("kB", "").strip()))
                .findFirst();
    }
}
