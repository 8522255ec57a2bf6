package herald.theme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.micronaut.context.ApplicationContext;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThemeSettingsTest {
    private static final Map<String, Object> ELSEWHERE =
            Map.of("datasources.default.url", "jdbc:h2:mem:themes;MODE=MySQL");

    @Test
    void themesOnDiskAreASettingAndNotNeeded() {
        try (var context = ApplicationContext.run(ELSEWHERE, "test")) {
            assertNull(context.getBean(ThemeSettings.class).themesDir());
            assertEquals(
                    "Resolved",
                    context.getBean(ThemeRenderer.class)
                            .theme("default")
                            .messages("en")
                            .stage("resolved")
                            .text());
        }
        var settings = new HashMap<>(ELSEWHERE);
        settings.put("herald.themes-dir", "/srv/themes");
        try (var context = ApplicationContext.run(settings, "test")) {
            assertEquals(
                    Path.of("/srv/themes"), context.getBean(ThemeSettings.class).themesDir());
        }
    }
}
