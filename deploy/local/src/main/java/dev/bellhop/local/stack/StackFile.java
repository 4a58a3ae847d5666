package dev.bellhop.local.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.bellhop.embedded.PrivateFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * {@code stack.json}: all that a program needs to use a running stack, and nothing that would let it become one of the services. It holds
 * the emulator's control token and demo tokens of an hour, so it is readable by its owner only.
 *
 * @param version of this form
 * @param tokens by role; the same tokens stand in {@code tokenDirectory} as {@code <role>.jwt}, for the shell
 * @param demo what the demo made, JSON null before it ran
 */
public record StackFile(
        int version,
        Service issuer,
        Service config,
        List<Service> resolvers,
        Kafka kafka,
        Postgresql postgresql,
        Emulator emulator,
        Path caFile,
        String identityProvider,
        Map<String, String> tokens,
        Path tokenDirectory,
        Path logDirectory,
        JsonNode demo) {
    static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .registerModule(new SimpleModule().addSerializer(Path.class, ToStringSerializer.instance))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    public StackFile {
        demo = demo == null ? NullNode.getInstance() : demo;
    }

    /** @param log where the process writes */
    public record Service(URI url, URI managementUrl, Path log) {}

    public record Kafka(String bootstrapServers, Topics topics) {}

    public record Topics(String kickoffs, String results, String audit, String deadLetter) {}

    /** Addresses without user or password. */
    public record Postgresql(String issuer, String config) {}

    /** @param proxy the CONNECT proxy in front of the cloud's names, {@code http://host:port} */
    public record Emulator(URI controlUrl, URI proxy, String controlToken) {
        @Override
        public String toString() {
            return "Emulator[" + controlUrl + ", proxy " + proxy + "]";
        }
    }

    /** @throws StackException if no stack has written that file */
    public static StackFile read(Path file) {
        try {
            return JSON.readValue(Files.readString(file), StackFile.class);
        } catch (JsonProcessingException e) {
            throw new StackException(file + " is not a stack file: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new StackException("no running stack: " + file + " cannot be read", e);
        }
    }

    void write(Path file) {
        try {
            PrivateFiles.write(file, JSON.writeValueAsString(this) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stack file of records is JSON", e);
        }
    }

    StackFile withTokens(Map<String, String> fresh) {
        return new StackFile(
                version,
                issuer,
                config,
                resolvers,
                kafka,
                postgresql,
                emulator,
                caFile,
                identityProvider,
                fresh,
                tokenDirectory,
                logDirectory,
                demo);
    }

    StackFile withDemo(JsonNode made) {
        return new StackFile(
                version,
                issuer,
                config,
                resolvers,
                kafka,
                postgresql,
                emulator,
                caFile,
                identityProvider,
                tokens,
                tokenDirectory,
                logDirectory,
                made);
    }

    @Override
    public String toString() {
        return "StackFile[issuer " + issuer.url() + ", config " + config.url() + ", " + resolvers.size()
                + " resolvers]";
    }
}
