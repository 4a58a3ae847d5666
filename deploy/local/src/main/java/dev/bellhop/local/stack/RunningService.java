package dev.bellhop.local.stack;

import dev.bellhop.local.http.Https;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;

/** A service that a {@link Foundation} started. */
public final class RunningService {
    private static final Duration LONGEST_START = Duration.ofSeconds(120);
    /** Short beside what is measured with it; a refused connection costs next to nothing. */
    private static final Duration POLL = Duration.ofMillis(10);

    private static final Duration STOP = Duration.ofSeconds(20);

    private final ServiceProcess process;
    private final long begin;
    private final URI url;
    private final URI managementUrl;
    private final Https https;

    RunningService(ServiceProcess process, long begin, URI url, URI managementUrl, Path caFile) {
        this.process = process;
        this.begin = begin;
        this.url = url;
        this.managementUrl = managementUrl;
        this.https = Https.trusting(caFile);
    }

    public String name() {
        return process.name();
    }

    public long pid() {
        return process.handle().pid();
    }

    public URI url() {
        return url;
    }

    public URI managementUrl() {
        return managementUrl;
    }

    /**
     * Waits until its readiness check answers 200; the time since its process was begun.
     *
     * @throws StackException with the end of its log, if it ends or takes too long
     */
    public Duration awaitReady() {
        URI health = managementUrl.resolve("/q/health/ready");
        String last = "nothing";
        while (true) {
            try {
                Https.Answer answer = https.call("GET", health).send();
                if (answer.status() == 200) {
                    return passed();
                }
                last = answer.body();
            } catch (UncheckedIOException notYet) {
                last = notYet.getMessage();
            }
            if (!process.isAlive()) {
                throw new StackException(process.obituary());
            }
            if (passed().compareTo(LONGEST_START) > 0) {
                throw new StackException(process.unready(passed(), last));
            }
            pause();
        }
    }

    private Duration passed() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static void pause() {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while a service started");
        }
    }

    public void stop() {
        process.stop();
        process.awaitEnd(STOP);
    }
}
