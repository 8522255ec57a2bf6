package herald.channel.mastodon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.delivery.DeliveryState;
import herald.testing.Drill;
import herald.testing.HeraldServer;
import herald.testing.MastodonStatus;
import herald.testing.MastodonStub;
import herald.testing.MirrorDrill;
import herald.testing.XFault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From the API to what a reader of the account sees: once, in order, threaded. */
class MastodonEndToEndTest {

    @RegisterExtension
    static final HeraldServer HERALD =
            HeraldServer.onFreshDatabase().withAll(Drill.QUICK).with("herald.mastodon.looks", "100ms,300ms");

    private MastodonStub server;

    @BeforeEach
    void start() {
        server = MastodonStub.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void threeUpdatesAreAThread() {
        var drill = drill().open("확인하고 있습니다.");
        drill.post("identified", "원인을 찾았습니다.").post("resolved", "복구되었습니다.").await(3, DeliveryState.DELIVERED);
        assertIsAThreadOf(drill, "확인하고", "찾았습니다", "복구되었습니다");
        assertEquals(
                "public,unlisted,unlisted",
                String.join(
                        ",",
                        server.posts().stream().map(MastodonStatus::visibility).toList()));
        assertEquals(
                server.posts().stream()
                        .map(post -> server.baseUrl() + "/@status/" + post.id())
                        .toList(),
                drill.receipts().stream()
                        .map(receipt -> receipt.get("permalink"))
                        .toList());
        assertFalse(drill.receipts().toString().contains(MastodonStub.TOKEN));
    }

    static Stream<XFault> faults() {
        return Stream.of(
                XFault.ACCEPT_RESET,
                XFault.ACCEPT_CLOSE,
                XFault.ACCEPT_500,
                XFault.ACCEPT_GARBAGE,
                XFault.DROP_RESET,
                XFault.REFUSE_500,
                XFault.acceptAfter(Duration.ofMillis(1_200)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a07A08A10_everyUpdateStandsThereOnceAndInOrder(XFault fault) {
        var drill = drill().open("확인하고 있습니다.").await(1, DeliveryState.DELIVERED);
        server.plan(fault);
        drill.post("identified", "원인을 찾았습니다.").post("resolved", "복구되었습니다.").await(3, DeliveryState.DELIVERED);
        assertIsAThreadOf(drill, "확인하고", "찾았습니다", "복구되었습니다");
        assertEquals(1, server.mostPosting());
    }

    @Test
    void aServerThatFailsOnEveryReplayHasOnePostAllTheSame() {
        server.replay500().plan(XFault.acceptAfter(Duration.ofMillis(1_500)));
        var drill = drill().open("확인하고 있습니다.").post("resolved", "복구되었습니다.").await(2, DeliveryState.DELIVERED);
        assertIsAThreadOf(drill, "확인하고", "복구되었습니다");
    }

    @Test
    void aServerWithoutIdempotencyKeysIsLookedThrough() {
        server.noIdem().plan(XFault.ACCEPT_RESET);
        var drill = drill().open("확인하고 있습니다.").post("resolved", "복구되었습니다.").await(2, DeliveryState.DELIVERED);
        assertIsAThreadOf(drill, "확인하고", "복구되었습니다");
    }

    @Test
    void whereTheFirstPostIsGoneTheNextGoesOutAloneWithTheLink() {
        var drill = drill().open("확인하고 있습니다.").await(1, DeliveryState.DELIVERED);
        server.deleteByHand(server.posts().getFirst().id());
        drill.post("resolved", "복구되었습니다.").await(2, DeliveryState.DELIVERED);
        assertEquals(Optional.empty(), server.posts().getLast().parent());
        assertTrue(server.posts().getLast().text().contains("/incidents/" + drill.incident()));
    }

    @Test
    void a12_aTokenThatIsTakenBackPausesTheAccountAndKeepsItsQueue() {
        server.revoke();
        var drill = drill().open("확인하고 있습니다.").post("resolved", "복구되었습니다.");
        Drill.until(() -> drill.target().state().name().equals("PAUSED"), () -> "a paused target");
        drill.await(2, DeliveryState.PENDING);
        server.accept();
        drill.release();
        drill.await(2, DeliveryState.DELIVERED);
        assertIsAThreadOf(drill, "확인하고", "복구되었습니다");
    }

    @Test
    void aPostMadeByHandIsConfirmedByItsAddressAndTheThreadGoesOnFromThere() {
        server.limits(10, 23);
        var drill = drill().open("확인하고 있습니다.").await(1, DeliveryState.FAILED);
        server.limits(500, 23);
        var byHand = server.postByHand("손으로 올린 글");
        drill.settle(0, "confirm", Map.of("permalink", "https://mastodon.example/@status/" + byHand.id()));
        drill.post("resolved", "복구되었습니다.").await(2, DeliveryState.DELIVERED);
        assertEquals(Optional.of(byHand.id()), server.posts().getLast().parent());
    }

    private MirrorDrill drill() {
        return new MirrorDrill(
                HERALD, "mastodon", Map.of("api_url", server.baseUrl(), "access_token", MastodonStub.TOKEN));
    }

    private void assertIsAThreadOf(MirrorDrill drill, String... words) {
        var posts = server.posts();
        assertEquals(words.length, posts.size(), posts::toString);
        for (int i = 0; i < words.length; i++) {
            assertTrue(posts.get(i).text().contains(words[i]), posts.get(i).text());
            var parent = i == 0
                    ? Optional.<String>empty()
                    : Optional.of(posts.get(i - 1).id());
            assertEquals(parent, posts.get(i).parent());
            assertEquals(i == 0, posts.get(i).text().contains("/incidents/" + drill.incident()));
            assertEquals("ko", posts.get(i).language());
        }
    }
}
