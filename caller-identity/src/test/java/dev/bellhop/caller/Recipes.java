package dev.bellhop.caller;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The callers that docs/callers.md shows, by name, with the very properties it shows. */
final class Recipes {
    private static final Pattern BLOCK = Pattern.compile("```properties\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CALLER = Pattern.compile("bellhop\\.callers\\.([a-z0-9-]+)\\..*");

    private Recipes() {}

    /** A block that goes on about a caller of an earlier one adds to it. */
    static Map<String, Properties> fromThePage() {
        Map<String, Properties> recipes = new LinkedHashMap<>();
        Matcher blocks = BLOCK.matcher(page());
        while (blocks.find()) {
            Properties block = new Properties();
            try {
                block.load(new StringReader(blocks.group(1)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            block.stringPropertyNames().forEach(name -> {
                Matcher caller = CALLER.matcher(name);
                if (caller.matches()) {
                    recipes.computeIfAbsent(caller.group(1), first -> new Properties())
                            .setProperty(name, block.getProperty(name));
                }
            });
        }
        return recipes;
    }

    static Settings settings(List<Properties> recipes) {
        Settings settings = Settings.none();
        recipes.forEach(
                recipe -> recipe.stringPropertyNames().forEach(name -> settings.set(name, recipe.getProperty(name))));
        return settings;
    }

    static String page() {
        try {
            return Files.readString(Path.of("..", "docs", "callers.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "docs/callers.md cannot be read from " + Path.of("").toAbsolutePath(), e);
        }
    }
}
