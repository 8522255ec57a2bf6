package herald.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.incident.Stage;
import herald.incident.Story;
import herald.testing.Drill;
import herald.testing.HeraldServer;
import herald.testing.XFault;
import herald.testing.XPost;
import herald.testing.XStub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever X does: once healed, one post per update stands there, in order, each answering the one before. */
class FarSideFaultsTest {

    @RegisterExtension
    static final HeraldServer HERALD = HeraldServer.onFreshDatabase().withAll(Drill.QUICK);

    private XStub x;
    private Drill drill;

    @BeforeEach
    void startX() {
        x = XStub.start();
        drill = new Drill(HERALD, x);
    }

    @AfterEach
    void stopX() {
        x.close();
    }

    static Stream<XFault> faultsThatHealBySelf() {
        return Stream.of(
                XFault.ACCEPT_HANG,
                XFault.ACCEPT_RESET,
                XFault.ACCEPT_CLOSE,
                XFault.ACCEPT_500,
                XFault.ACCEPT_503,
                XFault.ACCEPT_502_HTML,
                XFault.ACCEPT_GARBAGE,
                XFault.ACCEPT_200_HTML,
                XFault.ACCEPT_EMPTY,
                XFault.ACCEPT_HUGE,
                XFault.ACCEPT_TRUNCATED,
                XFault.ACCEPT_SLOWLORIS,
                XFault.ACCEPT_SLOWLORIS_HEAD,
                XFault.DROP_RESET,
                XFault.DROP_HANG,
                XFault.DROP_CLOSE,
                XFault.REFUSE_500,
                XFault.REFUSE_502_HTML,
                XFault.REFUSE_503,
                XFault.REFUSE_403_PARENT);
    }

    @ParameterizedTest
    @MethodSource("faultsThatHealBySelf")
    void a07A08A10A13_everyUpdateStandsThereOnceAndInOrder(XFault fault) {
        var story = drill.open("확인하고 있습니다.");
        drill.await(story, 1, DeliveryState.DELIVERED);
        x.plan(fault);
        drill.post(story, Stage.DELAYED, "복구 작업이 늦어지고 있습니다.");
        drill.post(story, Stage.RESOLVED, "복구되었습니다.");
        drill.await(story, 3, DeliveryState.DELIVERED);
        assertIsAThreadOf(story, "확인하고", "늦어지고", "복구되었습니다");
    }

    @Test
    void a06_nothingIsPostedBeforeTheReset() {
        var reset = Instant.now().plusSeconds(3);
        x.plan(XFault.rateLimited(reset));
        var story = drill.open("확인하고 있습니다.");
        drill.await(story, 1, DeliveryState.DELIVERED);
        assertTrue(x.posts().getFirst().createdAt().isAfter(reset.minusMillis(50)));
        assertEquals(2, x.requestCount("POST", "/2/tweets"));
    }

    @Test
    void a09_withoutReadBackItWaitsUnconfirmedAndSettlesItselfOnceReadBackHeals() {
        x.foreverTimeline(XFault.REFUSE_503);
        x.plan(XFault.ACCEPT_HANG);
        var story = drill.open("확인하고 있습니다.");
        drill.post(story, Stage.MONITORING, "지켜보고 있습니다.");
        Drill.until(
                () -> drill.deliveries(story).stream()
                        .map(Delivery::state)
                        .toList()
                        .equals(List.of(DeliveryState.UNCONFIRMED, DeliveryState.PENDING)),
                () -> "UNCONFIRMED and PENDING, not " + drill.deliveries(story));
        Drill.until(() -> x.requestCount("GET", timeline()) >= 3, () -> "three looks");
        assertEquals(1, x.posts().size());
        assertEquals(1, HERALD.bean(Deliveries.class).stuck(drill.page().id()).size());
        x.heal();
        drill.await(story, 2, DeliveryState.DELIVERED);
        assertIsAThreadOf(story, "확인하고", "지켜보고");
    }

    static Stream<XFault> faultsOfTheAccount() {
        return Stream.of(
                XFault.REFUSE_401,
                XFault.REFUSE_401_EXPIRED,
                XFault.REFUSE_402_CREDITS,
                XFault.REFUSE_403_ACCESS_LEVEL,
                XFault.REFUSE_403_OAUTH1_PERMISSIONS,
                XFault.REFUSE_403_NOT_ENROLLED,
                XFault.REFUSE_429_USAGE_CAP);
    }

    @ParameterizedTest
    @MethodSource("faultsOfTheAccount")
    void a12_anAccountThatLetsUsInNoLongerIsPausedAndKeepsItsQueue(XFault fault) {
        x.forever(fault);
        var story = drill.open("확인하고 있습니다.");
        drill.post(story, Stage.RESOLVED, "복구되었습니다.");
        Drill.until(() -> drill.target().state() == TargetState.PAUSED, () -> "a paused target");
        drill.await(story, 2, DeliveryState.PENDING);
        assertEquals(1, x.requestCount("POST", "/2/tweets"));
        x.heal();
        HERALD.bean(Targets.class).release(drill.page(), drill.target().code(), herald.staff.Actor.HERALD);
        drill.await(story, 2, DeliveryState.DELIVERED);
        assertIsAThreadOf(story, "확인하고", "복구되었습니다");
    }

    @Test
    void a18_aRefusedMessageWaitsForStaffAndHoldsOnlyItsOwnThread() {
        x.plan(XFault.REFUSE_400);
        var story = drill.open("확인하고 있습니다.");
        drill.post(story, Stage.RESOLVED, "복구되었습니다.");
        Drill.until(
                () -> drill.deliveries(story).size() == 2
                        && drill.deliveries(story).getFirst().state() == DeliveryState.FAILED,
                () -> "FAILED, not " + drill.deliveries(story));
        var other = drill.open("다른 장애입니다.");
        drill.await(other, 1, DeliveryState.DELIVERED);
        assertEquals(DeliveryState.PENDING, drill.deliveries(story).getLast().state());
        HERALD.bean(Deliveries.class)
                .retry(drill.page(), drill.deliveries(story).getFirst().id(), herald.staff.Actor.HERALD);
        drill.await(story, 2, DeliveryState.DELIVERED);
    }

    @Test
    void aPostMadeByHandIsConfirmedByItsAddressAndTheThreadGoesOnFromThere() {
        x.plan(XFault.REFUSE_400);
        var story = drill.open("확인하고 있습니다.");
        Drill.until(
                () -> drill.deliveries(story).size() == 1
                        && drill.deliveries(story).getFirst().state() == DeliveryState.FAILED,
                () -> "FAILED");
        var byHand = x.postByHand(x.account(), "손으로 올린 글");
        HERALD.bean(Deliveries.class)
                .confirm(
                        drill.page(),
                        drill.deliveries(story).getFirst().id(),
                        java.net.URI.create("https://x.com/talk/status/" + byHand.id()),
                        herald.staff.Actor.HERALD);
        drill.post(story, Stage.RESOLVED, "복구되었습니다.");
        drill.await(story, 2, DeliveryState.DELIVERED);
        assertEquals(Optional.of(byHand.id()), x.posts().getLast().inReplyTo());
    }

    @Test
    void aSkippedFirstMessageLeavesLinkAndThreadToTheNext() {
        x.plan(XFault.REFUSE_400);
        var story = drill.open("확인하고 있습니다.");
        drill.post(story, Stage.RESOLVED, "복구되었습니다.");
        Drill.until(
                () -> drill.deliveries(story).size() == 2
                        && drill.deliveries(story).getFirst().state() == DeliveryState.FAILED,
                () -> "FAILED");
        HERALD.bean(Deliveries.class)
                .skip(drill.page(), drill.deliveries(story).getFirst().id(), herald.staff.Actor.HERALD);
        Drill.until(() -> x.posts().size() == 1, () -> "one post");
        assertEquals(Optional.empty(), x.posts().getFirst().inReplyTo());
        assertTrue(x.posts().getFirst().text().contains("/incidents/"));
    }

    @Test
    void whereXRefusesRepliesTheNextUpdateGoesOutOnItsOwnWithItsLink() {
        var story = drill.open("확인하고 있습니다.");
        drill.await(story, 1, DeliveryState.DELIVERED);
        x.plan(XFault.REFUSE_403_SELF_REPLY);
        drill.post(story, Stage.RESOLVED, "복구되었습니다.");
        drill.await(story, 2, DeliveryState.DELIVERED);
        assertEquals(Optional.empty(), x.posts().getLast().inReplyTo());
        assertTrue(x.posts()
                .getLast()
                .text()
                .contains("/incidents/" + story.incident().code()));
    }

    @Test
    void aReceiptThatComesAfterStaffHavePressedRetryStillCounts() {
        x.plan(XFault.ACCEPT_HANG);
        x.foreverTimeline(XFault.REFUSE_503);
        var story = drill.open("확인하고 있습니다.");
        Drill.until(
                () -> drill.deliveries(story).stream().anyMatch(d -> d.state() == DeliveryState.UNCONFIRMED),
                () -> "UNCONFIRMED");
        var before = drill.deliveries(story).getFirst();
        HERALD.bean(Targets.class).hold(drill.page(), drill.target().code(), herald.staff.Actor.HERALD);
        HERALD.bean(Deliveries.class).retry(drill.page(), before.id(), herald.staff.Actor.HERALD);
        HERALD.bean(Settlement.class)
                .settle(
                        before,
                        new herald.channel.Finding.Found(new herald.channel.Receipt(
                                Optional.of(x.posts().getFirst().id()), Optional.empty())),
                        HERALD.bean(Targets.class).channel(drill.target()).orElseThrow());
        HERALD.bean(Targets.class).release(drill.page(), drill.target().code(), herald.staff.Actor.HERALD);
        drill.await(story, 1, DeliveryState.DELIVERED);
        assertEquals(1, x.posts().size());
    }

    @Test
    void a14_anUpdateEditedBeforeItLeftGoesOutWithItsNewWords() {
        HERALD.bean(Targets.class).hold(drill.page(), drill.target().code(), herald.staff.Actor.HERALD);
        var story = drill.open("잘못된 말");
        HERALD.bean(herald.incident.Incidents.class)
                .edit(
                        drill.page(),
                        story.incident().code(),
                        story.updates().getFirst().update().code(),
                        java.util.Map.of("ko", "바른 말"),
                        null,
                        null,
                        herald.staff.Actor.HERALD);
        HERALD.bean(Targets.class).release(drill.page(), drill.target().code(), herald.staff.Actor.HERALD);
        drill.await(story, 1, DeliveryState.DELIVERED);
        assertTrue(x.posts().getFirst().text().contains("바른 말"));
    }

    @Test
    void anAccountThatHangsKeepsNoOtherWaiting() {
        var dead = new Drill(HERALD, x, x.addAccount("dead"));
        var other = XStub.start();
        try (other) {
            x.forever(XFault.DROP_HANG);
            var quick = new Drill(HERALD, other);
            dead.open("확인하고 있습니다.");
            var begin = System.nanoTime();
            var story = quick.open("확인하고 있습니다.");
            quick.await(story, 1, DeliveryState.DELIVERED);
            assertTrue(Duration.ofNanos(System.nanoTime() - begin).toSeconds() < 10);
        }
    }

    private void assertIsAThreadOf(Story story, String... words) {
        var posts = x.posts();
        assertEquals(words.length, posts.size(), () -> posts.toString());
        for (int i = 0; i < words.length; i++) {
            assertTrue(posts.get(i).text().contains(words[i]), posts.get(i).text());
            var parent = i == 0
                    ? Optional.<String>empty()
                    : Optional.of(posts.get(i - 1).id());
            assertEquals(parent, posts.get(i).inReplyTo());
            assertEquals(
                    i == 0,
                    posts.get(i)
                            .text()
                            .contains("/incidents/" + story.incident().code()));
        }
        assertEquals(
                posts.stream().map(XPost::id).toList(),
                drill.deliveries(story).stream().map(Delivery::remoteId).toList());
    }

    private String timeline() {
        return "/2/users/" + x.account().id() + "/tweets";
    }
}
