package dev.bellhop.local.client;

import dev.bellhop.local.stack.StackFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the resolvers log from the moment this is opened. */
public final class ResolverLogs {
    private final Map<Path, Long> begin = new LinkedHashMap<>();

    private ResolverLogs() {}

    public static ResolverLogs from(StackFile stack) {
        ResolverLogs logs = new ResolverLogs();
        stack.resolvers().forEach(resolver -> logs.begin.put(resolver.log(), size(resolver.log())));
        return logs;
    }

    /** Every line since then that contains {@code text}. */
    public List<String> lines(String text) {
        List<String> found = new ArrayList<>();
        begin.forEach((log, position) ->
                since(log, position).lines().filter(line -> line.contains(text)).forEach(found::add));
        return found;
    }

    /** How many such lines each log has got. */
    public Map<Path, Long> counts(String text) {
        Map<Path, Long> counts = new LinkedHashMap<>();
        begin.forEach((log, position) -> counts.put(
                log,
                since(log, position).lines().filter(line -> line.contains(text)).count()));
        return counts;
    }

    private static long size(Path log) {
        try {
            return Files.size(log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + log, e);
        }
    }

    private static String since(Path log, long position) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] bytes = new byte[Math.toIntExact(file.length() - position)];
            file.seek(position);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + log, e);
        }
    }
}
