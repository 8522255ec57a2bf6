package herald.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.incident.Stage;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocialImagesTest {

    @Test
    void aPictureHasTheStatesColourAndTheWords() throws IOException {
        var image = image(card("로그인 장애").png());
        assertEquals(1200, image.getWidth());
        assertEquals(630, image.getHeight());
        assertEquals(Color.decode(Mark.DOWN.colour()).getRGB(), image.getRGB(5, 5));
        assertTrue(inkIn(image, 180, 480) > 500, "the title is written");
    }

    @Test
    void aLongTitleEndsAfterThreeLines() throws IOException {
        var image = image(card("아주 긴 제목 ".repeat(10_000)).png());
        assertTrue(inkIn(image, 180, 470) > 500);
        assertEquals(0, inkIn(image, 475, 490), "nothing between the title and the foot");
    }

    @Test
    void charactersThatNoFontHasAreLeftOutInsteadOfBoxes() throws IOException {
        assertEquals(0, inkIn(image(card("\uE123\uD800\u0000").png()), 180, 480));
    }

    /** A machine without any font, played by a process whose font settings name none. */
    @Test
    void withoutFontsThePictureHasItsShapeAndNoWords(@TempDir Path home) throws Exception {
        var settings = Files.writeString(home.resolve("fonts.conf"), "<fontconfig/>");
        var picture = home.resolve("card.png");
        var process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                SocialCardProbe.class.getName(),
                picture.toString());
        process.environment().put("FONTCONFIG_FILE", settings.toString());
        process.redirectErrorStream(true).redirectOutput(home.resolve("out.txt").toFile());
        var running = process.start();
        assertTrue(running.waitFor(60, TimeUnit.SECONDS));
        var said = Files.readString(home.resolve("out.txt"));
        assertEquals(0, running.exitValue(), said);
        assertEquals(1, said.split("no words", -1).length - 1, "said once for two pictures: " + said);
        var image = image(Files.readAllBytes(picture));
        assertEquals(Color.decode(Mark.DOWN.colour()).getRGB(), image.getRGB(5, 5));
        assertEquals(0, inkIn(image, 180, 620));
    }

    @Test
    void openIncidentsAndTheNewestFiftyHaveOne() {
        var fixture = PageFixture.aPage()
                .past(80, Duration.ofDays(1))
                .with(PageFixture.story(500)
                        .says(Stage.INVESTIGATING, PageFixture.NIGHT.minus(Duration.ofDays(300)), "아직 확인 중입니다.")
                        .story());
        var data = fixture.data();
        var edition = PageFixture.edition(data, PageFixture.NIGHT, "en");
        var rendering = PageFixture.render(data, PageFixture.NIGHT, Rendering.nothing());
        int drawn = 0;
        for (var story : data.stories()) {
            var address = SocialImages.address(data, edition, story);
            var path = "/en/incidents/" + story.incident().code() + ".png";
            if (address == null) {
                assertFalse(rendering.documents().containsKey(path), path);
            } else {
                assertEquals(PageFixture.BASE + path + "?v=" + story.incident().version(), address);
                assertTrue(rendering.documents().containsKey(path), path);
                drawn++;
            }
        }
        assertEquals(51, drawn);
        assertEquals("https://status.example.com/en/social.png?v=1", SocialImages.address(data, edition));
        assertNull(SocialImages.address(data, edition, data.stories().get(60)));
    }

    private static SocialCard card(String title) {
        return new SocialCard(Mark.DOWN, "Investigating", title, "Talk & Co", "5 May 2021, 22:08 KST");
    }

    private static BufferedImage image(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    /** How many dots between two rows are dark. */
    private static int inkIn(BufferedImage image, int from, int until) {
        int ink = 0;
        for (int y = from; y < until; y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if ((image.getRGB(x, y) & 0xff) < 0x80) {
                    ink++;
                }
            }
        }
        return ink;
    }
}
