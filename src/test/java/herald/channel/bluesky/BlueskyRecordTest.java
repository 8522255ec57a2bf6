package herald.channel.bluesky;

import static herald.channel.bluesky.BlueskyFixtures.LINK;
import static herald.channel.bluesky.BlueskyFixtures.NOW;
import static herald.channel.bluesky.BlueskyFixtures.WORDS;
import static herald.channel.bluesky.BlueskyFixtures.account;
import static herald.channel.bluesky.BlueskyFixtures.channel;
import static herald.channel.bluesky.BlueskyFixtures.reply;
import static herald.channel.bluesky.BlueskyFixtures.root;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.channel.Words;
import herald.channel.http.Json;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written down, to the letter. */
class BlueskyRecordTest {

    private static final String ROOT = "at://did:plc:x/app.bsky.feed.post/3lbjmrppxms2k#bafyreiroot";
    private static final String PARENT = "at://did:plc:x/app.bsky.feed.post/3lbjmrppxms2m#bafyreiparent";

    @Test
    void aNameIsItsMomentAndSortsByIt() {
        assertEquals("2222222222222", Tid.of(Instant.EPOCH, ""));
        // The example of the protocol's own documents: 3jzfcijpj2z2a.
        assertTrue(Tid.is("3jzfcijpj2z2a"));
        var name = Tid.of(NOW, "k1");
        assertTrue(Tid.is(name), name);
        assertEquals(name, Tid.of(NOW, "k1"));
        assertTrue(name.compareTo(Tid.of(NOW.plusNanos(1_000), "k1")) < 0);
        assertFalse(name.equals(Tid.of(NOW, "k2")));
    }

    @Test
    void theSameMessageIsTheSameBytes() {
        var one = Json.bytes(BlueskyFixtures.JSON, BlueskyRecord.of(root(), Optional.empty()));
        assertArrayEquals(one, Json.bytes(BlueskyFixtures.JSON, BlueskyRecord.of(root(), Optional.empty())));
        var text = new String(one, UTF_8);
        assertTrue(text.startsWith("{\"$type\":\"app.bsky.feed.post\",\"text\":"), text);
        assertTrue(text.contains("\"createdAt\":\"2026-11-22T12:00:00.123Z\",\"langs\":[\"ko\"]"), text);
    }

    @Test
    void aLinkIsAFacetInBytesAndACardBelow() {
        var post = BlueskyRecord.of(root(), Optional.empty());
        var facet = Json.list(post, "facets").getFirst();
        int start = Json.number(facet, "index", "byteStart").orElseThrow().intValue();
        int end = Json.number(facet, "index", "byteEnd").orElseThrow().intValue();
        assertEquals(LINK.toString(), new String(WORDS.getBytes(UTF_8), start, end - start, UTF_8));
        assertEquals(WORDS.getBytes(UTF_8).length, end);
        assertEquals(Optional.of(LINK.toString()), Json.text(post, "embed", "external", "uri"));
        assertEquals(Optional.of("메시지 수신 장애"), Json.text(post, "embed", "external", "title"));
        assertEquals(Optional.of("Talk"), Json.text(post, "embed", "external", "description"));
    }

    @Test
    void withoutTheLinkThereIsNoCard() {
        var post = BlueskyRecord.of(reply("k2", PARENT, ROOT), Optional.empty());
        assertEquals(Optional.empty(), Json.at(post, "embed"));
        assertEquals(Optional.empty(), Json.at(post, "facets"));
    }

    @ParameterizedTest
    @CsvSource({
        "보기 https://a.kr/x에서,https://a.kr/x",
        "(https://a.kr/x).,https://a.kr/x",
        "https://a.kr/x?a=1&b=[2]#c!,https://a.kr/x?a=1&b=[2]#c",
        "https://a.kr/한글,https://a.kr/"
    })
    void anAddressEndsWhereAReaderWouldEndIt(String text, String address) {
        var facet = Facets.of(text).getFirst();
        assertEquals(
                Optional.of(address), Json.text(Json.list(facet, "features").getFirst(), "uri"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no address", "https://", "ftp://a.kr", "xhttps://a.kr", "@a.kr #tag"})
    void whatIsNoAddressIsNoLink(String text) {
        assertEquals(0, Facets.of(text).size());
    }

    @ParameterizedTest
    @CsvSource({"안녕하세요,5", "👨‍👩‍👧‍👦,3", "🇰🇷,1", "abcdefghijk,11"})
    void aLetterIsWhatAReaderSeesUnlessItsBytesWeighMore(String text, int weight) {
        assertEquals(weight, new BlueskyMeasure().weigh(text));
    }

    @Test
    void koreanAndEmojiAreCutToBothLimits() {
        var link = Optional.of(LINK);
        var korean = channel(Clock.systemUTC()).fit(new Words("가".repeat(400), link, "ko"), account("x", Map.of()));
        assertEquals(300, korean.weight());
        assertTrue(korean.cut() && korean.text().endsWith("…\n" + LINK), korean.text());
        var emoji = channel(Clock.systemUTC())
                .fit(new Words("👨‍👩‍👧‍👦".repeat(130), link, "ko"), account("x", Map.of()));
        assertTrue(emoji.cut());
        assertTrue(emoji.text().getBytes(UTF_8).length <= 3_000);
    }

    @Test
    void whatAReplyHangsOnIsKeptInTheReceipt() {
        var post = PostReference.of(ROOT).orElseThrow();
        assertEquals(ROOT, post.remoteId());
        assertEquals("at://did:plc:x/app.bsky.feed.post/3lbjmrppxms2k", post.uri());
        assertEquals(
                Optional.of(URI.create("https://bsky.app/profile/did:plc:x/post/3lbjmrppxms2k")),
                post.receipt().permalink());
    }

    @ParameterizedTest
    @CsvSource({
        "https://bsky.app/profile/status.example.com/post/3lbjmrppxms2k,at://status.example.com/app.bsky.feed.post/3lbjmrppxms2k",
        "https://bsky.app/profile/did:plc:x/post/3lbjmrppxms2k,at://did:plc:x/app.bsky.feed.post/3lbjmrppxms2k",
        "https://bsky.app/profile/status.example.com,",
        "https://bsky.app/profile/status.example.com/post/7,",
        "https://x.com/talk/status/123,"
    })
    void theAddressOfAPostNamesIt(URI address, String id) {
        assertEquals(Optional.ofNullable(id), channel(Clock.systemUTC()).remoteId(address));
    }

    @Test
    void namesNeverCollideWithinAMillisecond() {
        var names = new ArrayList<String>();
        for (int micros = 0; micros < 1_000; micros++) {
            names.add(Tid.of(NOW.plusNanos(micros * 1_000L), "k"));
        }
        assertEquals(names.stream().sorted().distinct().toList(), names);
    }
}
