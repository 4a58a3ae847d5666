package dev.bellhop.emulator.conformance;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** docs/conformance.md, made from the annotations of this module's tests. */
final class ConformancePage {
    private final Map<Area, Map<String, Row>> emulated = new EnumMap<>(Area.class);
    private final Map<Area, Map<String, Row>> refused = new EnumMap<>(Area.class);

    private record Row(String answer, Set<String> tests) {}

    private ConformancePage() {}

    static ConformancePage read() {
        ConformancePage page = new ConformancePage();
        testClasses().forEach(page::read);
        return page;
    }

    /** Rows of one area, emulated. */
    Set<String> rows(Area area) {
        return emulated.getOrDefault(area, Map.of()).keySet();
    }

    private void read(Class<?> test) {
        for (Method method : test.getDeclaredMethods()) {
            String name = test.getSimpleName() + "." + method.getName();
            for (Emulates each : method.getAnnotationsByType(Emulates.class)) {
                for (String row : each.value()) {
                    add(emulated, each.area(), row, "", name);
                }
            }
            for (NotEmulated each : method.getAnnotationsByType(NotEmulated.class)) {
                for (String row : each.value()) {
                    add(refused, each.area(), row, each.answer(), name);
                }
            }
        }
    }

    private static void add(Map<Area, Map<String, Row>> table, Area area, String row, String answer, String test) {
        table.computeIfAbsent(area, first -> new LinkedHashMap<>())
                .computeIfAbsent(row, first -> new Row(answer, new TreeSet<>()))
                .tests
                .add(test);
    }

    String text() {
        StringBuilder page = new StringBuilder("""
                # What the emulator emulates

                Made from the tests of `deploy/emulator`, which name the rows they prove; a test keeps this page equal to them. What is neither here nor
                in the other documents is not emulated, and answered with 501 and a body that names it.
                """);
        for (Area area : Area.values()) {
            page.append("\n## ")
                    .append(area.title())
                    .append("\n\n| what | emulated | proved by |\n| --- | --- | --- |\n");
            append(page, emulated.getOrDefault(area, Map.of()), "yes");
            append(page, refused.getOrDefault(area, Map.of()), "no");
        }
        return page.toString();
    }

    private static void append(StringBuilder page, Map<String, Row> rows, String emulated) {
        rows.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(row -> page.append("| ")
                        .append(row.getKey())
                        .append(" | ")
                        .append(emulated)
                        .append(row.getValue().answer.isEmpty() ? "" : ": " + row.getValue().answer)
                        .append(" | ")
                        .append(String.join(
                                ", ",
                                row.getValue().tests.stream()
                                        .map(test -> "`" + test + "`")
                                        .toList()))
                        .append(" |\n"));
    }

    private static List<Class<?>> testClasses() {
        Path root = Path.of("target/test-classes");
        List<Class<?>> classes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(path -> path.toString().endsWith("Test.class"))
                    .sorted()
                    .toList()) {
                String name = root.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
                classes.add(Class.forName(name, false, ConformancePage.class.getClassLoader()));
            }
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException("the tests cannot be read", e);
        }
        return classes;
    }
}
