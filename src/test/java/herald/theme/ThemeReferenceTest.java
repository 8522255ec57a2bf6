package herald.theme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThemeReferenceTest {
    @Test
    void theReferenceSaysWhatTheCodeSays() throws Exception {
        var text = ThemeReference.text();
        if (Boolean.getBoolean("reference.write")) {
            Files.writeString(ThemeReference.FILE, text);
        }
        assertEquals(
                text,
                ThemeReference.kept(),
                "write it anew: mvn -Dtest=ThemeReferenceTest -Dreference.write=true test");
    }

    @Test
    void itHasEveryTemplateAndEveryMacro() {
        var text = ThemeReference.kept();
        for (var file : ThemeFiles.of("default", List.of(new JarShelf())).paths()) {
            boolean isNamed = !file.endsWith(".ftlh") || text.contains("`" + file + "`");
            assertTrue(isNamed, file);
        }
    }
}
