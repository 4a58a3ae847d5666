package dev.bellhop.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellhop.embedded.AtExit;
import dev.bellhop.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * A running stack. It ends when it is closed or the JVM ends: first the resolvers, which finish what they have begun, then the services
 * they call, then the infrastructure.
 */
public final class Stack implements AutoCloseable {
    private final StackDirectory directory;
    private final Infrastructure infrastructure;
    private final Services services;
    private final Progress progress;
    private final ScheduledExecutorService renewal = Executors.newSingleThreadScheduledExecutor(daemon());
    private final Runnable atExit = this::stop;
    private StackFile file;
    private Runnable closeLog = () -> {};
    private boolean stopped;

    private Stack(StackDirectory directory, Infrastructure infrastructure, Services services, Progress progress) {
        this.directory = directory;
        this.infrastructure = infrastructure;
        this.services = services;
        this.progress = progress;
    }

    /**
     * Starts everything; back when every service says it is ready.
     *
     * @throws StackException in words for the user; then nothing is left running
     */
    public static Stack start(StackOptions options, Progress progress) {
        StackDirectory directory = StackDirectory.take(options.directory());
        Infrastructure infrastructure = new Infrastructure(directory, options.ports());
        Services services = new Services(options, directory, infrastructure);
        Stack stack = new Stack(directory, infrastructure, services, progress);
        try {
            options.ports().requireFree();
            stack.closeLog = LogFile.write(directory.log("infrastructure"));
            infrastructure.start(progress);
            AtExit.first(stack.atExit);
            Map<String, String> tokens = infrastructure.tokenFiles().renew();
            services.start();
            services.awaitReady(progress);
            stack.keep(StackFiles.of(options, directory, infrastructure, tokens));
            stack.renewTokens();
            return stack;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    public synchronized StackFile file() {
        return file;
    }

    public Path stackFile() {
        return directory.stackFile();
    }

    /** Adds what the demo made to the stack file. */
    public synchronized void describeDemo(JsonNode made) {
        keep(file.withDemo(made));
    }

    /** Which services start without a class archive, and why; empty if all have one or none was wished for. */
    public List<String> withoutArchive() {
        return services.remarks();
    }

    /** After a training run that went well and has been closed: makes the class archives of its services. */
    public void keepArchives() {
        services.keepArchives();
    }

    /** The broker, for tests that take it away. */
    public EmbeddedKafka kafka() {
        return infrastructure.kafka();
    }

    /** The resolver processes, for tests that take one away. */
    public List<ServiceProcess> resolvers() {
        return services.resolvers();
    }

    /** Starts a resolver again that was taken away; back when it is ready. Its log goes on. */
    public void restartResolver(int index) {
        services.restartResolver(index, progress);
    }

    /** Reports a service that ends while it should run; once for each. */
    public void watch() {
        services.watch(progress);
    }

    private synchronized void keep(StackFile fresh) {
        file = fresh;
        if (!stopped) {
            fresh.write(directory.stackFile());
        }
    }

    private void renewTokens() {
        long look = TokenFiles.LOOK.toSeconds();
        var unused = renewal.scheduleWithFixedDelay(this::renewTokensIfDue, look, look, TimeUnit.SECONDS);
    }

    /** Tried again at the next look if it fails, for example on a full disk. */
    private void renewTokensIfDue() {
        try {
            if (infrastructure.tokenFiles().due()) {
                keep(file().withTokens(infrastructure.tokenFiles().renew()));
            }
        } catch (RuntimeException e) {
            progress.say("The demo tokens could not be renewed: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        stop();
        AtExit.forget(atExit);
    }

    private void stop() {
        synchronized (this) {
            if (stopped) {
                return;
            }
            stopped = true;
        }
        if (file != null) {
            progress.say("");
            progress.say("Stopping the stack");
        }
        renewal.shutdownNow();
        services.stop();
        infrastructure.close();
        closeLog.run();
        directory.close();
    }

    private static ThreadFactory daemon() {
        return task -> {
            Thread thread = new Thread(task, "token-renewal");
            thread.setDaemon(true);
            return thread;
        };
    }
}
