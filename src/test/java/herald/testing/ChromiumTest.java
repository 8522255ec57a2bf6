package herald.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the other browser tests stand on: a browser that reaches a Herald, and fonts for what it shows. */
@Tag("browser")
class ChromiumTest {

    @RegisterExtension
    static final HeraldServer herald = HeraldServer.onFreshDatabase();

    @RegisterExtension
    static final Chromium chromium = new Chromium();

    @Test
    void theBrowserReachesHerald() {
        var answer = chromium.page().navigate(herald.uri("/health/liveness").toString());

        assertEquals(200, answer.status());
    }

    @Test
    void koreanAndEmojiAreDrawnAndNotBoxes() {
        var hangul = drawn("한");

        assertNotEquals(hangul, drawn("글"), "boxes instead of Korean: apt-get install fonts-noto-cjk");
        assertNotEquals(drawn("😀"), drawn("🚧"), "boxes instead of emoji: apt-get install fonts-noto-color-emoji");
    }

    private static Object drawn(String character) {
        return chromium.page().evaluate("""
            character => {
              const canvas = document.createElement("canvas");
              const pen = canvas.getContext("2d");
              pen.font = "60px sans-serif";
              pen.fillText(character, 10, 80);
              return canvas.toDataURL();
            }\
            """, character);
    }
}
