package dev.bellhop.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.bellhop.caller.CallerException.Reason;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/callers.md says what the code does. */
class DocumentationTest {
    private static final String PAGE = read();

    static Stream<String> recipes() {
        return Pattern.compile("```properties\\n(.*?)```", Pattern.DOTALL)
                .matcher(PAGE)
                .results()
                .map(block -> block.group(1))
                .filter(block -> block.contains(".issuer=http"));
    }

    @ParameterizedTest
    @MethodSource
    void recipes(String recipe) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(recipe.replaceAll("<[^>]+>", "11111111")));
        Settings settings = Settings.none();
        properties.stringPropertyNames().forEach(name -> settings.set(name, properties.getProperty(name)));

        assertThatCode(settings::callers).doesNotThrowAnyException();
    }

    @Test
    void everySettingHasItsRow() {
        assertThat(PAGE).contains(rows("", CallersConfig.CallerSettings.class, "grants"));
        assertThat(PAGE).contains(rows("grants[i].", CallersConfig.GrantSettings.class, "claims"));
        assertThat(PAGE).contains(rows("", CallerKeysConfig.class, "none"));
    }

    @Test
    void everyPermissionHasItsRow() {
        assertThat(Permissions.ALL).allSatisfy(permission -> {
            String thing = permission.substring(0, permission.indexOf(':'));
            assertThat(PAGE).containsAnyOf("| `" + permission + "`", "| `" + thing + ":read`, `:manage` |");
        });
    }

    @Test
    void everyReasonHasItsRow() {
        assertThat(Reason.values()).allSatisfy(reason -> assertThat(PAGE).contains("`" + reason.code() + "`"));
    }

    private static String[] rows(String prefix, Class<?> mapping, String without) {
        return Arrays.stream(mapping.getDeclaredMethods())
                .filter(method -> method.getParameterCount() == 0 && !method.isDefault())
                .map(Method::getName)
                .filter(name -> !name.equals(without))
                .map(name -> Pattern.compile("[A-Z]").matcher(name).replaceAll(DocumentationTest::dashed))
                .map(name -> "| `" + prefix + name + "` |")
                .toArray(String[]::new);
    }

    private static String dashed(MatchResult capital) {
        return "-" + capital.group().toLowerCase(Locale.ROOT);
    }

    private static String read() {
        try {
            return Files.readString(Path.of("..", "docs", "callers.md"));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "docs/callers.md cannot be read from " + Path.of("").toAbsolutePath(), e);
        }
    }
}
