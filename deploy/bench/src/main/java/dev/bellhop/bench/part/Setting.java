package dev.bellhop.bench.part;

import dev.bellhop.bench.measure.Rounds;
import dev.bellhop.local.stack.Foundation;
import dev.bellhop.local.stack.Ports;
import dev.bellhop.local.stack.Progress;
import dev.bellhop.local.stack.StackOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What every part is given.
 *
 * @param root the repository
 * @param directory for state and logs
 * @param starts how often each start is timed
 * @param scale 1, or less for a first look: how much of what is seeded and tried once
 */
public record Setting(
        Path root, Path directory, Rounds.Plan plan, int starts, double scale, Consumer<String> progress) {
    /** As many clients as keep two cores busy without a queue of their own. */
    static final int LANES = 32;

    Foundation foundation() {
        return Foundation.start(new StackOptions(root, directory, Ports.free(1)), new Progress(progress));
    }

    int scaled(int whole) {
        return Math.max(1, (int) (whole * scale));
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port", e);
        }
    }
}
