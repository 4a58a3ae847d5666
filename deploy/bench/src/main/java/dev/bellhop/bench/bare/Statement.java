package dev.bellhop.bench.bare;

import dev.bellhop.bench.measure.MeasurementException;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A statement as it stands in a service's source, so that what the bare handler runs cannot drift from what the service runs. */
public final class Statement {
    /** More rows than any plan has. */
    private static final int LIMIT = 1_001;

    private Statement() {}

    /** The text block of that constant. */
    public static String of(Path source, String constant) {
        try {
            Matcher found = Pattern.compile("String " + constant + " = \"\"\"\\R(.*?)\"\"\"", Pattern.DOTALL)
                    .matcher(Files.readString(source));
            if (!found.find()) {
                throw new MeasurementException(source + " has no text block " + constant);
            }
            return found.group(1).stripIndent();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + source, e);
        }
    }

    /** Organization and automation, and a limit if it takes one. */
    static Tuple parameters(String statement, UUID organization, UUID automation) {
        return statement.contains("$3")
                ? Tuple.of(organization, automation, LIMIT)
                : Tuple.of(organization, automation);
    }
}
