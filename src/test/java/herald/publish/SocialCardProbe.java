package herald.publish;

import java.nio.file.Files;
import java.nio.file.Path;

/** Draws a picture in a process of its own, whose fonts a test has taken away. */
final class SocialCardProbe {

    private SocialCardProbe() {}

    public static void main(String[] arguments) throws Exception {
        var card = new SocialCard(Mark.DOWN, "확인 중", "로그인 장애", "Talk", "22:08 KST");
        card.png();
        Files.write(Path.of(arguments[0]), card.png());
    }
}
