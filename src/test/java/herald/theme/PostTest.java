package herald.theme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.twitter.twittertext.TwitterTextParser;
import herald.markdown.Markdown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The words that go out: posts, cards and mails, in every stage and language. */
class PostTest {
    private static final int LIMIT = 280;
    private static final List<String> INCIDENT =
            List.of("investigating", "identified", "delayed", "monitoring", "resolved");
    private static final List<String> MAINTENANCE =
            List.of("scheduled", "in_progress", "delayed", "verifying", "completed");

    @TempDir
    Path themes;

    @Test
    void aKoreanUpdateFitsOnePost() {
        var text = ThemeFixtures.RENDERER.theme("default").renderPost("x", "ko", new ThemeFixtures("ko").post());
        assertEquals("""
            [확인 중] 메시지 수신 장애 · 22:08 KST

            일부 사용자의 메시지 수신이 원활하지 않고 PC 로그인이 되지 않는 현상을 확인하고 있습니다.

            영향: 일부 사용자 · 메시지 및 PC 로그인
            다음 안내는 23:40 KST까지 드리겠습니다\
            """, text);
        var weight = TwitterTextParser.parseTweet(text).weightedLength;
        assertTrue(weight <= LIMIT, weight + " of " + LIMIT);
    }

    @Test
    void aMaintenanceSaysThatItIsOneAndWhen() {
        assertEquals("""
            [점검 · 예정] 결제 데이터베이스 교체 · 22:08 KST

            03:30까지 결제가 중단됩니다.

            예정 시간: 2021년 5월 12일 02:00 ~ 03:30 KST
            영향: 결제\
            """, text("mastodon", "ko", planned("ko", "scheduled")));
        assertEquals("""
            [Maintenance · Scheduled] 결제 데이터베이스 교체 · 22:08 KST

            03:30까지 결제가 중단됩니다.

            Planned for: 12 May 2021 at 02:00 – 03:30 KST
            Affected: 결제\
            """, text("mastodon", "en", planned("en", "scheduled")));
        assertEquals("""
            [メンテナンス・予定] 결제 데이터베이스 교체 · 22:08 KST

            03:30까지 결제가 중단됩니다.

            予定時間: 2021年5月12日 2:00～3:30 KST
            影響: 결제\
            """, text("mastodon", "ja", planned("ja", "scheduled")));
    }

    static Stream<Arguments> everyStageInEveryLanguage() {
        return Stream.of("ko", "en", "ja")
                .flatMap(language -> Stream.concat(
                        INCIDENT.stream().map(stage -> Arguments.of(language, stage, false)),
                        MAINTENANCE.stream().map(stage -> Arguments.of(language, stage, true))));
    }

    /** For X, Mastodon, Slack and mail: the stage first, the words of staff whole, what is missing leaves no gap. */
    @ParameterizedTest
    @MethodSource("everyStageInEveryLanguage")
    void everyChannelHasWordsForEveryStage(String language, String stage, boolean maintenance) {
        var words = ThemeFixtures.RENDERER.theme("default").messages(language);
        var post = maintenance ? planned(language, stage) : incident(language, stage);
        for (var channel : List.of("x", "mastodon", "slack", "practice")) {
            var text = text(channel, language, post);
            assertTrue(text.contains(words.stage(stage).text()), text);
            assertTrue(text.contains(post.body()), text);
            assertTrue(text.contains(post.incidentName()), text);
            assertFalse(text.contains("\n\n\n") || text.contains(" \n") || text.contains("null"), text);
            assertTrue(text.lines().noneMatch(line -> line.endsWith(":") || line.endsWith("· ")), text);
        }
        assertTrue(TwitterTextParser.parseTweet(text("x", language, post)).weightedLength <= LIMIT);
        var mail = mail(language, post);
        assertTrue(mail.subject().startsWith("[" + words.stage(stage).text() + "] "), mail.subject());
        assertTrue(mail.text().contains(post.body()) && mail.text().contains(post.link()), mail.text());
        assertTrue(mail.html().contains(">" + words.get("mail.open") + "</a>"), mail.html());
        assertTrue(mail.html().contains("<html lang=\"" + language + "\" dir=\"ltr\">"), mail.html());
        assertFalse(mail.text().contains("null") || mail.html().contains("null"));
    }

    @Test
    void wordsAreNotEscaped() {
        var post = new PostView(
                "Talk",
                new Label("resolved", "Resolved"),
                false,
                "00:20 KST",
                "A & B <c>",
                "It's \"over\"",
                null,
                List.of(),
                "",
                null,
                null,
                "21:47 – 00:08 KST",
                "https://status.example.com/incidents/d4f7h2k9m3pq");
        assertEquals(
                "[Resolved] A & B <c> · 00:20 KST\n\nIt's \"over\"\n\nTime of impact: 21:47 – 00:08 KST",
                text("x", "en", post));
    }

    @Test
    void nobodyIsCalledInSlackByWhatPeopleWrote() {
        var post = new ThemeFixtures("en").post().with(_ -> "<!channel> <https://evil.example|click> & *b*");
        var card = text("slack", "en", post);
        assertTrue(card.contains("&lt;!channel&gt; &lt;https://evil.example|click&gt; &amp; *b*"), card);
        assertEquals(1, card.split("<", -1).length - 1, card);
        assertTrue(card.contains("<https://status.example.com/incidents/d4f7h2k9m3pq|"), card);
    }

    @Test
    void aMailSaysNothingThatWouldRunOrEndItsHeader() {
        var post = new ThemeFixtures("en")
                .post()
                .with(text -> text + "\r\nBcc: all@example.com <script>alert(1)</script>");
        var mail = ThemeFixtures.RENDERER
                .theme("default")
                .renderMail(
                        "en",
                        post,
                        new MailView("en", "ltr", Markdown.toHtml("<script>alert(2)</script> **bold**"), null, null));
        assertFalse(mail.subject().matches("(?s).*[\\r\\n].*"), mail.subject());
        assertTrue(mail.subject().length() <= 200);
        assertFalse(mail.html().contains("<script"), mail.html());
        assertTrue(mail.html().contains("<strong>bold</strong>"), mail.html());
        assertFalse(mail.html().contains("Unsubscribe"));
    }

    @Test
    void theMostParticularTemplateOfAThemeSpeaks() throws IOException {
        write("sea/theme.properties", "");
        var renderer = new ThemeRenderer(new ThemeSettings(themes));
        var post = new ThemeFixtures("ko").post();
        for (var name : List.of(
                "post",
                "post_ko",
                "post.investigating",
                "post.investigating_ko",
                "x",
                "x_ko",
                "x.investigating",
                "x.investigating_ko")) {
            write("sea/messages/" + name + ".ftl", name);
            assertEquals(
                    name,
                    new ThemeRenderer(new ThemeSettings(themes)).theme("sea").renderPost("x", "ko", post));
        }
        assertEquals("x.investigating", renderer.theme("sea").renderPost("x", "en", post));
        assertEquals("post.investigating_ko", renderer.theme("sea").renderPost("mastodon", "ko", post));
        assertEquals("x_ko", renderer.theme("sea").renderPost("x", "ko", incident("ko", "resolved")));
    }

    @Test
    void aThemesOwnToneReachesTheSubject() throws IOException {
        write("sea/theme.properties", "");
        write("sea/messages/email.resolved.subject.ftl", "All is well:\n ${post.incidentName}");
        var renderer = new ThemeRenderer(new ThemeSettings(themes));
        var mail = renderer.theme("sea").renderMail("en", incident("en", "resolved"), view("en"));
        assertEquals("All is well: 메시지 수신 장애", mail.subject());
        assertTrue(mail.text().contains("[Resolved]"), mail.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "banner", "ledger", "paper"})
    void everyShippedThemeWritesEveryMessage(String theme) {
        for (var language : List.of("ko", "en", "ja", "ar")) {
            new Samples(ThemeFixtures.RENDERER.theme(theme), language, "/assets/").writeMessages();
        }
    }

    @Test
    void blanksWithoutEndAreTidiedInNoTime() {
        var blanks = "a" + " ".repeat(2_000_000) + "b\n\n\n\n" + " ".repeat(1_000_000);
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertEquals(2_000_002, PlainPost.tidy(blanks).length()));
        assertEquals("a\n\nb", PlainPost.tidy("\na  \r\n\r\n\r\n\r\nb\t\n"));
    }

    @Test
    void plainWordsStandInForATheme() {
        var post = new ThemeFixtures("en").post();
        assertTrue(PlainPost.of(post).startsWith("[Investigating] 메시지 수신 장애 · 22:08 KST\n\n"));
        assertTrue(PlainPost.of(post).endsWith("Next update by 23:40 KST"));
        var mail = PlainPost.mail(post);
        assertEquals("[Investigating] 메시지 수신 장애 – 노랑톡", mail.subject());
        assertTrue(mail.text().endsWith(post.link()));
        assertNull(mail.html());
    }

    private static String text(String channel, String language, PostView post) {
        return ThemeFixtures.RENDERER
                .theme("default")
                .renderPost(channel, language, post)
                .replace('\u00A0', ' ');
    }

    private static Mail mail(String language, PostView post) {
        return ThemeFixtures.RENDERER.theme("default").renderMail(language, post, view(language));
    }

    private static MailView view(String language) {
        return new ThemeFixtures(language).mail();
    }

    private static PostView incident(String language, String stage) {
        return new ThemeFixtures(language).post(stage, false);
    }

    private static PostView planned(String language, String stage) {
        return new ThemeFixtures(language).post(stage, true);
    }

    private void write(String path, String text) throws IOException {
        var file = themes.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
