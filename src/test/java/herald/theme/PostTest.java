package herald.theme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.twitter.twittertext.TwitterTextParser;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostTest {
    private static final int LIMIT = 280;

    @Test
    void aKoreanUpdateFitsOnePost() {
        var text = ThemeFixtures.RENDERER.renderPost("default", "ko", new ThemeFixtures("ko").post());
        assertEquals("""
            [확인 중] 메시지 수신 장애 · 22:08 KST

            일부 사용자의 메시지 수신이 원활하지 않고 PC 로그인이 되지 않는 현상을 확인하고 있습니다.

            영향: 일부 사용자 · 메시지 · PC 로그인
            다음 안내는 23:40 KST까지 드리겠습니다\
            """, text);
        var weight = TwitterTextParser.parseTweet(text).weightedLength;
        assertTrue(weight <= LIMIT, weight + " of " + LIMIT);
    }

    @Test
    void wordsAreNotEscaped() {
        var post = new PostView(
                new Label("resolved", "Resolved"),
                "00:20 KST",
                "A & B <c>",
                "It's \"over\"",
                null,
                List.of(),
                null,
                "21:47 – 00:08 KST");
        assertEquals(
                "[Resolved] A & B <c> · 00:20 KST\n\nIt's \"over\"\n\nImpact: 21:47 – 00:08 KST",
                ThemeFixtures.RENDERER.renderPost("default", "en", post));
    }

    @Test
    void plainWordsStandInForATheme() {
        var post = new ThemeFixtures("en").post();
        assertTrue(PlainPost.of(post).startsWith("[Investigating] 메시지 수신 장애 · 22:08 KST\n\n"));
        assertTrue(PlainPost.of(post).endsWith("Next update by 23:40 KST"));
    }
}
