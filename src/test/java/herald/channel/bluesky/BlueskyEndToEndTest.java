package herald.channel.bluesky;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.delivery.DeliveryState;
import herald.testing.BlueskyPost;
import herald.testing.BlueskyStub;
import herald.testing.Drill;
import herald.testing.HeraldServer;
import herald.testing.MirrorDrill;
import herald.testing.XFault;
import java.time.Duration;
import java.util.List;
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
class BlueskyEndToEndTest {

    @RegisterExtension
    static final HeraldServer HERALD =
            HeraldServer.onFreshDatabase().withAll(Drill.QUICK).with("herald.bluesky.looks", "200ms");

    private BlueskyStub bluesky;

    @BeforeEach
    void start() {
        bluesky = BlueskyStub.start();
    }

    @AfterEach
    void stop() {
        bluesky.close();
    }

    @Test
    void threeUpdatesAreAThread() {
        var drill = drill().open("확인하고 있습니다.");
        drill.post("identified", "원인을 찾았습니다.").post("resolved", "복구되었습니다.").await(3, DeliveryState.DELIVERED);
        assertIsAThreadOf(drill, "확인하고", "찾았습니다", "복구되었습니다");
        var first = bluesky.posts().getFirst();
        assertEquals(
                "https://bsky.app/profile/" + BlueskyStub.DID + "/post/" + first.rkey(),
                drill.receipts().getFirst().get("permalink"));
        assertEquals(List.of("ko"), first.value().get("langs"));
        assertTrue(first.value().containsKey("facets"), first::toString);
        assertFalse(drill.receipts().toString().contains(BlueskyStub.PASSWORD));
    }

    static Stream<XFault> faults() {
        return Stream.of(
                XFault.ACCEPT_RESET,
                XFault.ACCEPT_500,
                XFault.ACCEPT_502_HTML,
                XFault.ACCEPT_TRUNCATED,
                XFault.DROP_RESET,
                XFault.REFUSE_500,
                XFault.REFUSE_503,
                XFault.acceptAfter(Duration.ofMillis(1_200)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a07A08A10_everyUpdateStandsThereOnceAndInOrder(XFault fault) {
        var drill = drill().open("확인하고 있습니다.").await(1, DeliveryState.DELIVERED);
        bluesky.plan(fault);
        drill.post("identified", "원인을 찾았습니다.").post("resolved", "복구되었습니다.").await(3, DeliveryState.DELIVERED);
        assertIsAThreadOf(drill, "확인하고", "찾았습니다", "복구되었습니다");
    }

    @Test
    void a12_anAppPasswordThatIsTakenBackPausesTheAccount() {
        bluesky.revokePassword();
        var drill = drill().open("확인하고 있습니다.");
        Drill.until(() -> drill.target().state().name().equals("PAUSED"), () -> "a paused target");
        drill.await(1, DeliveryState.PENDING);
        assertEquals(List.of(), bluesky.posts());
    }

    @Test
    void aPostMadeByHandIsConfirmedByItsAddressAndTheThreadGoesOnFromThere() {
        var drill = drill().open("확인하고 있습니다.").await(1, DeliveryState.DELIVERED);
        var byHand = bluesky.posts().getFirst();
        bluesky.plan(XFault.REFUSE_400);
        drill.post("identified", "원인을 찾았습니다.");
        Drill.until(
                () -> drill.receipts().size() == 2
                        && drill.receipts().getLast().get("state").equals("failed"),
                () -> "failed");
        drill.settle(
                1, "confirm", Map.of("permalink", "https://bsky.app/profile/status.example.com/post/" + byHand.rkey()));
        drill.post("resolved", "복구되었습니다.").await(3, DeliveryState.DELIVERED);
        assertEquals(Optional.of(byHand.uri()), bluesky.posts().getLast().parent());
    }

    private MirrorDrill drill() {
        return new MirrorDrill(
                HERALD,
                "bluesky",
                Map.of(
                        "api_url",
                        bluesky.baseUrl(),
                        "identifier",
                        BlueskyStub.HANDLE,
                        "app_password",
                        BlueskyStub.PASSWORD));
    }

    private void assertIsAThreadOf(MirrorDrill drill, String... words) {
        var posts = bluesky.posts();
        assertEquals(words.length, posts.size(), posts::toString);
        for (int i = 0; i < words.length; i++) {
            assertTrue(posts.get(i).text().contains(words[i]), posts.get(i).text());
            var parent = i == 0
                    ? Optional.<String>empty()
                    : Optional.of(posts.get(i - 1).uri());
            assertEquals(parent, posts.get(i).parent());
            assertEquals(i == 0, posts.get(i).text().contains("/incidents/" + drill.incident()));
        }
        assertEquals(1, posts.stream().mapToInt(BlueskyPost::writes).max().orElseThrow());
    }
}
