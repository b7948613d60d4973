package io.postroom.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `docs/configuration.md` names every setting that there is, with its default, and no other.
class ConfigurationPageTest {
    private static final Pattern ROW =
            Pattern.compile("\\| `(?<name>POSTROOM_[A-Z_]+)` \\| (?:`(?<default>[^`]*)`|unset) \\| (?<why>.+) \\|");

    /// Read without an interface of their own.
    private static final Map<String, String> SINGLE = Map.of(
            "POSTROOM_LOGIN",
            "on",
            "POSTROOM_PAGES",
            "on",
            "POSTROOM_PAGES_STYLESHEET",
            "",
            "POSTROOM_ALLOWED_ORIGINS",
            "",
            "POSTROOM_TRUSTED_PROXIES",
            "",
            "POSTROOM_LOG_LEVEL",
            "INFO");

    @Test
    void everySettingIsOnThePageWithItsDefaultAndNoOther() throws IOException {
        assertThat(onThePage()).isEqualTo(inTheCode());
    }

    private static Map<String, String> onThePage() throws IOException {
        Map<String, String> settings = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("docs", "configuration.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                String value = row.group("default");
                assertThat(settings.put(row.group("name"), value == null ? "" : value))
                        .as("twice: " + line)
                        .isNull();
            } else {
                assertThat(line).as("a row that cannot be read").doesNotStartWith("| `POSTROOM_");
            }
        }
        return settings;
    }

    private static Map<String, String> inTheCode() {
        Map<String, String> settings = new TreeMap<>(SINGLE);
        for (Class<?> mapping : mappings()) {
            String prefix = mapping.getAnnotation(ConfigMapping.class).prefix();
            for (Method method : mapping.getDeclaredMethods()) {
                // `X_FILE` beside the secret X: said once for all of them.
                if (!method.getName().endsWith("File")) {
                    WithDefault value = method.getAnnotation(WithDefault.class);
                    settings.put(
                            Environment.variable(prefix + '.' + dashed(method)), value == null ? "" : value.value());
                }
            }
        }
        return settings;
    }

    /// All but those of the development backends, which are not packaged.
    private static List<? extends Class<?>> mappings() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.postroom").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .filter(type -> !type.getPackageName().equals("io.postroom.embedded"))
                        .map(JavaClass::reflect)
                        .toList();
    }

    private static String dashed(Method method) {
        return method.getName().replaceAll("([A-Z])", "-$1");
    }
}
