package dev.bellhop.caller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.caller.CallerException.Reason;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/callers.md says what the code does. */
class DocumentationTest {
    private static final String PAGE = Recipes.page();

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
}
