package herald.theme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Styles know beginnings and ends, not left and right: languages run both ways. */
class LogicalStyleTest {

    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/");

    private static final List<Pattern> PHYSICAL = List.of(
            Pattern.compile("(?<![-\\w])(?:left|right)\\s*:"),
            Pattern.compile("(?<![-\\w])(?:(?:scroll-)?(?:margin|padding)|border|inset)-(?:left|right)(?![\\w])"),
            Pattern.compile("border-(?:top|bottom)-(?:left|right)-radius"),
            Pattern.compile("(?:text-align|float|clear|caption-side)\\s*:\\s*(?:left|right)"),
            // Four values are top, right, bottom, left: the second and the fourth must not differ.
            Pattern.compile("(?<![-\\w])(?:margin|padding|inset|border-width|border-style|border-color)\\s*:\\s*"
                    + "(\\S+)\\s+([^\\s;}]+)\\s+(\\S+)\\s+(?!\\2\\s*[;}])[^\\s;}!]+\\s*[;}]"),
            Pattern.compile("border-radius\\s*:\\s*([^\\s;}]+)\\s+(?!\\1[\\s;}])[^\\s;}]+"));

    @Test
    void noStyleOfAThemeKnowsLeftAndRight() throws IOException {
        var found = new ArrayList<String>();
        int looked = 0;
        try (var files = Files.walk(Path.of("themes"))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".css")).toList()) {
                looked++;
                var css = COMMENT.matcher(Files.readString(file)).replaceAll("");
                for (var physical : PHYSICAL) {
                    physical.matcher(css).results().forEach(match -> found.add(file + ": " + match.group()));
                }
            }
        }
        assertTrue(looked > 15);
        assertEquals(List.of(), found);
    }

    @Test
    void theScanSeesWhatItIsFor() {
        for (var bad : List.of(
                "a { left: 0 }",
                "a { margin-left: 1px }",
                "a{padding-right:1px}",
                "a { border-left: 1px solid }",
                "a { text-align: right }",
                "a { float: left; }",
                "a { border-top-left-radius: 3px }",
                "a { padding: 1px 2px 3px 4px; }",
                "a { border-radius: 1px 2px }")) {
            assertTrue(
                    PHYSICAL.stream().anyMatch(pattern -> pattern.matcher(bad).find()), bad);
        }
        for (var good : List.of(
                "a { inset-inline-start: 0 }",
                "a { margin-inline-start: 1px }",
                "a { text-align: start }",
                "a { padding: 1px 2px 3px 2px; }",
                "a { border-radius: 1px }",
                "a { transform-origin: top }")) {
            assertTrue(
                    PHYSICAL.stream().noneMatch(pattern -> pattern.matcher(good).find()), good);
        }
    }
}
