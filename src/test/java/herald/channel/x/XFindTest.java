package herald.channel.x;

import static herald.channel.x.XFixtures.NOW;
import static herald.channel.x.XFixtures.account;
import static herald.channel.x.XFixtures.channel;
import static herald.channel.x.XFixtures.reply;
import static herald.channel.x.XFixtures.root;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.channel.Finding;
import herald.channel.Message;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XFindTest {

    private static final String ESCAPED = "점검 &amp; 복구 중 &lt;b&gt; 21:47 KST";

    @Test
    void theSameWordsAreFoundWhereXEscapesThem() throws IOException {
        var answer = page(post("7", ESCAPED, NOW, ""));
        try (var x = FarSide.answering(200, "", answer)) {
            assertEquals(found("7"), channel().find(root(), account(x.url())));
            var line = x.requests.getFirst().lines().findFirst().orElseThrow();
            assertTrue(line.startsWith("GET /2/users/42/tweets?"), line);
            assertTrue(line.contains("start_time=2026-11-22T11%3A50%3A00Z"), line);
            assertTrue(line.contains("exclude=retweets"), line);
        }
    }

    @Test
    void aReplyIsSoughtAfterItsParent() throws IOException {
        var answer = page(post("7", ESCAPED, NOW, parent("1900000000000000001")));
        try (var x = FarSide.answering(200, "", answer)) {
            assertEquals(found("7"), channel().find(reply(Duration.ZERO), account(x.url())));
            var line = x.requests.getFirst().lines().findFirst().orElseThrow();
            assertTrue(line.contains("since_id=1900000000000000001") && !line.contains("start_time"), line);
        }
    }

    @Test
    void theSameWordsElsewhereOrEarlierAreNotIt() throws IOException {
        assertEquals(new Finding.Absent(), finding(reply(Duration.ZERO), page(post("7", ESCAPED, NOW, parent("5")))));
        assertEquals(new Finding.Absent(), finding(reply(Duration.ZERO), page(post("7", ESCAPED, NOW, ""))));
        assertEquals(new Finding.Absent(), finding(root(), page(post("7", ESCAPED, NOW, parent("5")))));
        assertEquals(new Finding.Absent(), finding(root(), page(post("7", ESCAPED, NOW.minusSeconds(601), ""))));
        assertEquals(new Finding.Absent(), finding(root(), page(post("7", ESCAPED + "!", NOW, ""))));
    }

    @Test
    void anEmptyTimelineHasNoData() throws IOException {
        assertEquals(new Finding.Absent(), finding(root(), "{\"meta\":{\"result_count\":0}}"));
    }

    @Test
    void shortLinksAreReadAsTheAddressesTheyStandFor() throws IOException {
        var text = "보세요 status.example.kr 와\nhttps://status.example.com/i/abc?a=1&b=2 http://127.0.0.1:8080/x";
        var shown = "보세요 https://t.co/aaa 와 https://t.co/bbb http://127.0.0.1:8080/x";
        var entities =
                ",\"entities\":{\"urls\":[{\"url\":\"https://t.co/aaa\",\"expanded_url\":\"http://status.example.kr\"},"
                    + "{\"url\":\"https://t.co/bbb\",\"expanded_url\":\"https://status.example.com/i/abc?a=1&b=2\"}]}";
        var message = new Message("k", text, "ko", Optional.empty(), 1, NOW, () -> true);
        assertEquals(found("7"), finding(message, page(post("7", shown, NOW, entities))));
    }

    @ParameterizedTest
    @CsvSource({
        "401,{}",
        "402,{}",
        "403,{}",
        "429,{}",
        "500,{}",
        "503,<html>",
        "302,{}",
        "200,garbage",
        "200,{}",
        "200,[]",
        "200,null",
        "200,{\"meta\":{\"result_count\":2}}"
    })
    void whatCannotBeAskedIsUnknown(int status, String body) throws IOException {
        try (var x = FarSide.answering(status, "", body)) {
            assertInstanceOf(Finding.Unknown.class, channel().find(root(), account(x.url())));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"data\":[null,7,{},{\"id\":\"7\"},{\"id\":\"8\",\"text\":\"a\",\"created_at\":\"never\"}]}"})
    void oddPostsAreNotIt(String body) throws IOException {
        assertEquals(new Finding.Absent(), finding(root(), body));
    }

    @Test
    void aFarSideThatIsGoneIsUnknown() {
        assertInstanceOf(Finding.Unknown.class, channel().find(root(), account("http://127.0.0.1:1")));
    }

    @Test
    void furtherPagesAreReadButNotForEver() throws IOException {
        var more = "{\"data\":[],\"meta\":{\"result_count\":0,\"next_token\":\"n1\"}}";
        try (var x = new FarSide((request, out) -> FarSide.write(
                out, 200, "", request.contains("pagination_token=n1") ? page(post("7", ESCAPED, NOW, "")) : more))) {
            assertEquals(found("7"), channel().find(root(), account(x.url())));
        }
        try (var x = FarSide.answering(200, "", more)) {
            assertInstanceOf(Finding.Unknown.class, channel().find(root(), account(x.url())));
            assertEquals(5, x.requests.size());
        }
    }

    private static Finding finding(Message message, String body) throws IOException {
        try (var x = FarSide.answering(200, "", body)) {
            return channel().find(message, account(x.url()));
        }
    }

    private static Finding found(String id) {
        return new Finding.Found(XAnswers.receipt(id));
    }

    private static String page(String post) {
        return "{\"data\":[" + post + "],\"meta\":{\"result_count\":1}}";
    }

    private static String post(String id, String text, Instant createdAt, String more) {
        return "{\"id\":\"" + id + "\",\"text\":\"" + text + "\",\"created_at\":\"" + createdAt + "\"" + more + "}";
    }

    private static String parent(String id) {
        return ",\"referenced_tweets\":[{\"type\":\"replied_to\",\"id\":\"" + id + "\"}]";
    }
}
