package dev.bellhop.bench.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The table of one part, as text for the terminal and as a page of Markdown. */
public final class Report {
    private final String title;
    private final List<Row> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    public Report(String title) {
        this.title = title;
    }

    public void add(Row row) {
        rows.add(row);
    }

    /** A sentence below the table. */
    public void note(String sentence) {
        notes.add(sentence);
    }

    public boolean failed() {
        return rows.stream().anyMatch(Row::failed);
    }

    /** GitHub's tables, the columns padded so that they read well as text too. */
    public String table() {
        List<List<String>> cells = new ArrayList<>();
        cells.add(List.of("what", "measured", "bar", "verdict"));
        rows.forEach(row -> cells.add(List.of(row.what(), row.measured(), row.bar(), row.verdict())));
        int[] widths = new int[4];
        cells.forEach(row -> {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        });
        List<String> lines =
                cells.stream().map(row -> line(row, widths)).collect(Collectors.toCollection(ArrayList::new));
        lines.add(
                1,
                line(
                        List.of(
                                "-".repeat(widths[0]),
                                "-".repeat(widths[1]),
                                "-".repeat(widths[2]),
                                "-".repeat(widths[3])),
                        widths));
        return String.join("\n", lines) + "\n";
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder("|");
        for (int column = 0; column < widths.length; column++) {
            line.append(' ')
                    .append(cells.get(column))
                    .append(" ".repeat(widths[column] - cells.get(column).length()))
                    .append(" |");
        }
        return line.toString();
    }

    /** @param facts of machine and run, in order */
    public String page(Map<String, String> facts) {
        StringBuilder page = new StringBuilder("# " + title + "\n\n" + table());
        if (!notes.isEmpty()) {
            page.append('\n');
            notes.forEach(note -> page.append("- ").append(note).append('\n'));
        }
        page.append('\n');
        facts.forEach((name, value) ->
                page.append("- ").append(name).append(": ").append(value).append('\n'));
        return page.toString();
    }

    /** @throws UncheckedIOException if it cannot be written */
    public void write(Path file, Map<String, String> facts) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, page(facts));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    public List<String> notes() {
        return List.copyOf(notes);
    }
}
