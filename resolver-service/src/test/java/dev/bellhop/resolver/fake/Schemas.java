package dev.bellhop.resolver.fake;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The published schemas of our events ({@code docs/events}). */
public final class Schemas {
    /** Maven runs tests in the module's directory. */
    private static final Path EVENTS = Path.of("..", "docs", "events");

    private Schemas() {}

    /** What is wrong with an event of a type; nothing for a good one. */
    public static List<String> errors(String type, String json) {
        JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(
                        read(EVENTS.resolve(type + ".schema.json")),
                        SchemaValidatorsConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build());
        return schema.validate(json, InputFormat.JSON).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    /** The same for a record, by its own type. */
    public static List<String> errors(ConsumerRecord<byte[], byte[]> record) {
        return errors(Kafka.header(record, "ce_type"), new String(record.value(), StandardCharsets.UTF_8));
    }

    /** The published example of a type. */
    public static String example(String type) {
        return read(EVENTS.resolve("examples").resolve(type + ".json"));
    }

    /** Every type that has a schema. */
    public static List<String> types() {
        try (Stream<Path> files = Files.list(EVENTS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".schema.json"))
                    .map(name -> name.substring(0, name.length() - ".schema.json".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
