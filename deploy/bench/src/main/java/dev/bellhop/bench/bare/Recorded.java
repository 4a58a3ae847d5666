package dev.bellhop.bench.bare;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An answer that a service gave, for a bare handler to give again.
 *
 * @param headers name and value, without those the server itself writes
 */
public record Recorded(String path, List<List<String>> headers, String body) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> WRITTEN_BY_THE_SERVER = Set.of(":status", "content-length", "connection", "date");

    public static Recorded of(String path, Map<String, List<String>> headers, String body) {
        return new Recorded(
                path,
                headers.entrySet().stream()
                        .filter(header -> !WRITTEN_BY_THE_SERVER.contains(header.getKey()))
                        .flatMap(header -> header.getValue().stream().map(value -> List.of(header.getKey(), value)))
                        .toList(),
                body);
    }

    public void write(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, JSON.writeValueAsString(this));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    static Recorded read(Path file) throws IOException {
        return JSON.readValue(Files.readString(file), Recorded.class);
    }
}
