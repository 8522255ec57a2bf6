package herald.theme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import herald.testing.Chromium;
import herald.theme.Tokens.Scheme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pairs that are checked are those a browser sees: every shipped theme is dressed in colours that name their tokens. */
@Tag("browser")
class ThemePairsTest {
    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    /** For every visible text: its colour on the first ground behind it that is one, mixed as the browser mixes them. */
    private static final String PAIRS = """
        () => {
          const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
          const on = (colours) => {
            canvas.clearRect(0, 0, 1, 1);
            for (const colour of colours) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
            return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).join(",");
          };
          const isSeen = (colour) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
            return canvas.getImageData(0, 0, 1, 1).data[3]; };
          for (const details of document.querySelectorAll("details")) details.open = true;
          document.querySelector("[data-silent]").hidden = false;
          const found = {};
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const one = walker.currentNode.parentElement;
            if (!walker.currentNode.data.trim() || !one.checkVisibility() || one.closest(".unseen, .skip, svg")) continue;
            const grounds = [];
            for (let up = one; up; up = up.parentElement) {
              const ground = getComputedStyle(up).backgroundColor;
              const alpha = isSeen(ground);
              if (alpha > 0) grounds.unshift(ground);
              if (alpha === 255) break;
            }
            found[on([...grounds, getComputedStyle(one).color]) + " on " + on(grounds)] =
              `${one.tagName}.${one.className} in ${one.parentElement.className}: ${walker.currentNode.data.trim().slice(0, 30)}`;
          }
          return Object.entries(found).map(([pair, where]) => pair + " = " + where);
        }\
        """;

    @TempDir
    Path themes;

    @ParameterizedTest
    @ValueSource(strings = {"default", "banner", "ledger", "paper"})
    void everyTextOnEveryGroundIsAPairThatIsChecked(String parent) throws IOException {
        Files.createDirectories(themes.resolve("probe"));
        Files.writeString(themes.resolve("probe/theme.properties"), probe(parent), StandardCharsets.UTF_8);
        var renderer = new ThemeRenderer(new ThemeSettings(themes));
        var tokens = new Assets(
                        ThemeFiles.of("probe", List.of(new DiskShelf(new ThemeSettings(themes)), new JarShelf())))
                .tokens();
        var checked = Stream.concat(Pair.all().stream(), tokens.pairs().stream())
                .filter(Pair::isText)
                .toList();
        var missing = new TreeSet<String>();
        var samples = new Samples(renderer.theme("probe"), "en", "/assets/");
        try (var host = new PageHost(renderer, "probe")) {
            host.tells = false;
            var page = CHROMIUM.page(new NewContextOptions().setViewportSize(1280, 900));
            for (var name : samples.names()) {
                if (name.equals("vast") || name.equals("long")) {
                    continue;
                }
                host.put("/" + name, samples.html(samples.get(name).orElseThrow()));
                page.navigate(host.uri("/" + name).toString());
                for (var found : (List<?>) page.evaluate(PAIRS)) {
                    var parts = String.valueOf(found).split(" on | = ", 3);
                    if (checked.stream()
                            .noneMatch(pair ->
                                    isIt(pair, tokens, parts[0], parts[1]) || isIt(pair, tokens, parts[1], parts[0]))) {
                        missing.add(named(tokens, parts[0]) + " on " + named(tokens, parts[1]) + ", " + parts[2]);
                    }
                }
            }
        }
        assertEquals(new TreeSet<String>(), missing);
    }

    /** Every token a colour that no other one, and no mixture of two, is near to. */
    private static String probe(String parent) {
        var text = new StringBuilder("parent=" + parent + "\n");
        var names = Stream.concat(
                        Tokens.COLOURS.stream(),
                        Tokens.TONES.stream().flatMap(tone -> Stream.of(tone + "-deep", tone + "-over")))
                .toList();
        for (int i = 0; i < names.size(); i++) {
            int rgb = (int) ((0x9E3779B1L * (i + 7)) >>> 8) & 0xffffff;
            text.append("light.")
                    .append(names.get(i))
                    .append('=')
                    .append(new Colour(rgb).hex())
                    .append('\n');
        }
        assertTrue(names.size() == 20);
        return text.toString();
    }

    private static boolean isIt(Pair pair, Tokens tokens, String front, String back) {
        return isNear(pair.front().colour(name -> tokens.colour(Scheme.LIGHT, name)), front)
                && isNear(pair.back().colour(name -> tokens.colour(Scheme.LIGHT, name)), back);
    }

    private static boolean isNear(Colour colour, String seen) {
        var parts = seen.split(",");
        for (int i = 0; i < 3; i++) {
            int own = colour.rgb() >> (16 - 8 * i) & 255;
            if (Math.abs(own - Integer.parseInt(parts[i])) > 3) {
                return false;
            }
        }
        return true;
    }

    private static String named(Tokens tokens, String seen) {
        return Stream.concat(
                        Tokens.COLOURS.stream(),
                        Tokens.TONES.stream().flatMap(tone -> Stream.of(tone + "-deep", tone + "-over")))
                .filter(name -> isNear(tokens.colour(Scheme.LIGHT, name), seen))
                .findFirst()
                .orElse(seen);
    }
}
