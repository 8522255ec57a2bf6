package herald.channel.x;

import static herald.channel.x.XFixtures.HURRIED;
import static herald.channel.x.XFixtures.PATIENT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.channel.Ability;
import herald.channel.Account;
import herald.channel.Act;
import herald.channel.Check;
import herald.channel.Finding;
import herald.channel.Fitted;
import herald.channel.Image;
import herald.channel.Message;
import herald.channel.Outcome;
import herald.channel.Price;
import herald.channel.Words;
import herald.testing.SettableClock;
import herald.testing.XFault;
import herald.testing.XStub;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the channel makes of X's rules for an account: replies, windows, deletions, pictures, prices, and the second try that asks. */
class XPostingTest {

    private static final byte[] PNG = "\u0089PNG\r\n\u001a\n\0\u00ff--pixels".getBytes(StandardCharsets.ISO_8859_1);

    private final SettableClock clock = new SettableClock();
    private XStub x;
    private XChannel channel;
    private Account account;
    private int posts;

    @BeforeEach
    void start() {
        clock.stopAt(Instant.now());
        x = XStub.start(clock);
        channel = XFixtures.channel(PATIENT, clock);
        account = account(Map.of());
    }

    @AfterEach
    void stop() {
        x.close();
    }

    @Test
    void aRefusedReplyIsRememberedAndXIsAskedAgainAfterAWeek() {
        var root = delivered(channel.send(post(), account));
        x.selfReplies(false);
        assertInstanceOf(Outcome.Unthreaded.class, channel.send(reply(root), account));
        assertInstanceOf(Outcome.Unthreaded.class, channel.send(reply(root), account));
        assertEquals(2, tries());
        assertTrue(warnings().getFirst().contains("reply to its own posts"), warnings()::toString);
        clock.advance(Duration.ofDays(7));
        assertEquals(List.of(), warnings());
        x.selfReplies(true);
        delivered(channel.send(reply(root), account));
        delivered(channel.send(reply(root), account));
    }

    @Test
    void aReplyToADeletedPostSaysNothingOfOtherReplies() {
        var root = delivered(channel.send(post(), account));
        var other = delivered(channel.send(post(), account));
        clock.advance(Duration.ofMinutes(2));
        x.deleteByHand(root);
        assertInstanceOf(
                Outcome.Unthreaded.class,
                channel.send(reply(root, clock.instant().minusSeconds(100)), account));
        delivered(channel.send(reply(other), account));
    }

    @Test
    void aWindowThatRunsLowIsWarnedOfBeforeItIsUsedUp() {
        x.limits(100, 22, 10_000);
        channel.send(post(), account);
        assertEquals(List.of(), warnings());
        channel.send(post(), account);
        assertTrue(warnings().getFirst().startsWith("X takes only 20 more posts from this account until "));
        clock.advance(Duration.ofHours(25));
        assertEquals(List.of(), warnings());
    }

    @Test
    void theWindowOfTheAppCountsToo() {
        x.limits(100, 10_000, 1);
        channel.send(post(), account);
        assertTrue(warnings().getFirst().startsWith("X takes no more posts from this app until "));
    }

    @Test
    void aMemoryIsWrittenOnlyWhereThereIsSomethingToRemember() {
        channel.send(post(), account);
        channel.send(post(), account);
        assertEquals(0, account.memory().read().version());
    }

    @Test
    void keysThatMayOnlyReadAreSaidBeforeTheIncident() {
        x.accessLevel("read");
        var broken = assertInstanceOf(Check.Broken.class, channel.check(account));
        assertTrue(broken.reason().contains("read and write"), broken.reason());
        x.accessLevel("read-write-directmessages");
        assertInstanceOf(Check.Ready.class, channel.check(account));
        assertEquals(0, tries());
    }

    @Test
    void aPostIsDeletedAndOneThatIsGoneCountsAsDeleted() {
        assertTrue(channel.abilities(account).contains(Ability.DELETE));
        var id = delivered(channel.send(post(), account));
        assertInstanceOf(Outcome.Delivered.class, channel.send(deletion(id), account));
        assertTrue(x.standing().isEmpty());
        assertInstanceOf(Outcome.Delivered.class, channel.send(deletion(id), account));
        assertInstanceOf(Outcome.Delivered.class, channel.send(deletion("1234"), account));
    }

    static List<XFault> faultsOfDeletions() {
        return List.of(
                XFault.ACCEPT_CLOSE, XFault.ACCEPT_503, XFault.ACCEPT_GARBAGE, XFault.DROP_RESET, XFault.REFUSE_500);
    }

    @ParameterizedTest
    @MethodSource("faultsOfDeletions")
    void aDeletionWhoseAnswerIsLostIsRepeated(XFault fault) {
        var id = delivered(channel.send(post(), account));
        x.planDeletes(fault);
        assertInstanceOf(Outcome.Deferred.class, channel.send(deletion(id), account));
        assertInstanceOf(Outcome.Delivered.class, channel.send(deletion(id), account));
        assertTrue(x.standing().isEmpty());
    }

    @Test
    void aDeletionThatIsNotOursIsRefusedAndOneWithoutKeysHeld() {
        var foreign = x.postByHand(x.addAccount("other"), "elsewhere").id();
        assertInstanceOf(Outcome.Refused.class, channel.send(deletion(foreign), account));
        assertInstanceOf(Outcome.Refused.class, channel.send(deletion("by hand"), account));
        x.planDeletes(XFault.REFUSE_401, XFault.rateLimited(clock.instant().plusSeconds(60)));
        assertInstanceOf(Outcome.Unauthorised.class, channel.send(deletion(foreign), account));
        assertInstanceOf(Outcome.Deferred.class, channel.send(deletion(foreign), account));
    }

    @Test
    void anEditIsRefused() {
        assertFalse(channel.abilities(account).contains(Ability.EDIT));
        assertInstanceOf(Outcome.Refused.class, channel.send(acting(new Act.Edit("1"), "새 글"), account));
        assertEquals(0, tries());
    }

    @ParameterizedTest
    @ValueSource(ints = {402, 403, 429})
    void a09_aSecondTryShowsThatThePostIsOut(int status) {
        var probing = account(Map.of("probe", "ON"));
        x.foreverTimeline(closed(status));
        x.plan(XFault.ACCEPT_CLOSE);
        var message = post();
        assertInstanceOf(Outcome.Unconfirmed.class, channel.send(message, probing));
        var found = assertInstanceOf(Finding.Found.class, channel.find(message, probing));
        assertEquals(Optional.empty(), found.receipt().remoteId());
        assertEquals(1, x.posts().size());
    }

    @Test
    void a09_aSecondTryThatIsTakenIsThePost() {
        var probing = account(Map.of("probe", "ON"));
        x.foreverTimeline(XFault.REFUSE_402_CREDITS);
        x.plan(XFault.DROP_CLOSE);
        var message = post();
        assertInstanceOf(Outcome.Unconfirmed.class, channel.send(message, probing));
        var found = assertInstanceOf(Finding.Found.class, channel.find(message, probing));
        assertEquals(Optional.of(x.posts().getFirst().id()), found.receipt().remoteId());
        assertEquals(1, x.posts().size());
    }

    @Test
    void withoutLeaveNothingIsPostedToAsk() {
        var probing = account(Map.of("probe", "ON"));
        x.foreverTimeline(XFault.REFUSE_402_CREDITS);
        var looking = new Message("k", "글", "ko", Optional.empty(), 1, clock.instant(), () -> false);
        assertInstanceOf(Finding.Unknown.class, channel.find(looking, probing));
        assertEquals(0, tries());
    }

    @Test
    void theSecondTryIsMadeOnce() {
        var probing = account(Map.of("probe", "ON"));
        x.foreverTimeline(XFault.REFUSE_402_CREDITS);
        x.plan(XFault.ACCEPT_CLOSE, XFault.ACCEPT_CLOSE);
        var message = post();
        channel.send(message, probing);
        assertInstanceOf(Finding.Unknown.class, channel.find(message, probing));
        assertInstanceOf(Finding.Unknown.class, channel.find(message, probing));
        assertEquals(2, tries());
    }

    @Test
    void aSecondTryThatXPutsOffIsMadeAgain() {
        var probing = account(Map.of("probe", "ON"));
        x.foreverTimeline(XFault.REFUSE_402_CREDITS);
        x.plan(XFault.ACCEPT_CLOSE, XFault.REFUSE_429);
        var message = post();
        channel.send(message, probing);
        assertInstanceOf(Finding.Unknown.class, channel.find(message, probing));
        assertInstanceOf(Finding.Found.class, channel.find(message, probing));
        assertEquals(1, x.posts().size());
    }

    @Test
    void nobodyProbesUnlessTold() {
        x.foreverTimeline(XFault.REFUSE_402_CREDITS);
        x.plan(XFault.ACCEPT_CLOSE);
        var message = post();
        channel.send(message, account);
        assertInstanceOf(Finding.Unknown.class, channel.find(message, account));
        assertInstanceOf(Outcome.Unconfirmed.class, channel.send(again(message), account));
        assertEquals(2, tries());
    }

    @Test
    void aTimelineThatIsOnlyAwayIsNoReasonToPostAgain() {
        var probing = account(Map.of("probe", "ON"));
        x.foreverTimeline(XFault.REFUSE_503);
        assertInstanceOf(Finding.Unknown.class, channel.find(post(), probing));
        assertEquals(0, tries());
    }

    @Test
    void aRetryThatXCallsADuplicateIsThePostWhereItCannotBeLookedFor() {
        var probing = account(Map.of("probe", "ON"));
        x.foreverTimeline(XFault.REFUSE_403_NOT_ENROLLED);
        x.plan(XFault.ACCEPT_CLOSE);
        var message = post();
        channel.send(message, probing);
        assertInstanceOf(Outcome.Delivered.class, channel.send(again(message), probing));
        var other = new Message("k9", message.text(), "ko", Optional.empty(), 1, clock.instant(), () -> true);
        assertInstanceOf(Outcome.Unconfirmed.class, channel.send(other, probing));
    }

    @Test
    void theFirstPostOfAThreadCarriesItsPicture() {
        var pictured = account(Map.of("image", "FIRST"));
        var root = delivered(channel.send(with(image()), pictured));
        var media = x.mediaOf(x.posts().getFirst());
        assertEquals(1, media.size());
        assertEquals(Optional.of("메시지 수신 장애, 조사 중"), media.getFirst().altText());
        assertArrayEquals(PNG, media.getFirst().bytes());
        channel.send(replying(root, image()), pictured);
        assertEquals(1, x.media().size());
        assertTrue(x.unsigned().isEmpty(), x.unsigned()::toString);
    }

    @Test
    void aPictureIsMadeOnlyWhereItIsWanted() {
        var asked = new AtomicInteger();
        var image = new Image(
                () -> {
                    asked.incrementAndGet();
                    return Optional.of(PNG);
                },
                "");
        delivered(channel.send(with(image), account));
        assertEquals(0, asked.get());
        assertTrue(x.media().isEmpty());
    }

    static List<XFault> faultsOfPictures() {
        return List.of(
                XFault.REFUSE_400,
                XFault.REFUSE_500,
                XFault.REFUSE_403_ACCESS_LEVEL,
                XFault.DROP_CLOSE,
                XFault.ACCEPT_GARBAGE);
    }

    @ParameterizedTest
    @MethodSource("faultsOfPictures")
    void aPictureThatFailsHoldsNoPostUp(XFault fault) {
        x.planMedia(fault);
        delivered(channel.send(with(image()), account(Map.of("image", "FIRST"))));
        assertTrue(x.mediaOf(x.posts().getFirst()).isEmpty());
    }

    @Test
    void aPictureThatHangsIsWaitedForOnlyAMoment() {
        x.planMedia(XFault.DROP_HANG);
        delivered(XFixtures.channel(HURRIED, clock).send(with(image()), account(Map.of("image", "FIRST"))));
        assertTrue(x.mediaOf(x.posts().getFirst()).isEmpty());
    }

    @Test
    void aPictureWhoseDescriptionFailsIsShownAllTheSame() {
        // Nothing is wrong with the upload; only with the words after it.
        x.planMedia(XFault.NONE, XFault.REFUSE_500);
        delivered(channel.send(with(image()), account(Map.of("image", "FIRST"))));
        assertEquals(1, x.mediaOf(x.posts().getFirst()).size());
    }

    @Test
    void aPictureThatCannotBeMadeOrIsTooLargeIsLeftOut() {
        var pictured = account(Map.of("image", "FIRST"));
        delivered(channel.send(with(new Image(Optional::empty, "")), pictured));
        delivered(channel.send(with(new Image(() -> Optional.of(new byte[6 << 20]), "")), pictured));
        delivered(channel.send(
                with(new Image(
                        () -> {
                            throw new IllegalStateException("no picture");
                        },
                        "")),
                pictured));
        assertTrue(x.media().isEmpty());
    }

    @Test
    void aPostWithAnAddressCostsMore() {
        assertEquals(price("0.015"), channel.cost(fitted("복구했습니다"), account));
        assertEquals(price("0.20"), channel.cost(fitted("복구했습니다\nhttps://status.example.com/i/1"), account));
        assertEquals(price("0.20"), channel.cost(fitted("see status.example.kr"), account));
    }

    @Test
    void longWordsBecomeNumberedPostsThatXTakes() {
        var words = new Words(
                "메시지 수신이 늦어지고 있습니다. ".repeat(40).strip(),
                Optional.of(URI.create("https://status.example.com/incidents/abc")),
                "ko");
        var parts = channel.split(words, account);
        assertTrue(parts.size() > 2);
        for (int i = 0; i < parts.size(); i++) {
            assertTrue(parts.get(i).weight() <= 280, parts.get(i)::toString);
            assertTrue(parts.get(i).text().contains(" (" + (i + 1) + "/" + parts.size() + ")"));
            assertEquals(i == 0, parts.get(i).text().endsWith("/incidents/abc"));
            delivered(channel.send(saying(parts.get(i).text()), account));
        }
        assertEquals(parts.size(), x.posts().size());
    }

    @Test
    void wordsThatFitAreOnePostAndAllPartsStayWithinTheLimit() {
        assertEquals(
                1,
                channel.split(new Words("복구했습니다", Optional.empty(), "ko"), account)
                        .size());
        for (var unit :
                List.of("word ", "가", "😀", "👨‍👩‍👧‍👦", ".", "a.co ", "example.company", "https://a.co/b ")) {
            for (var part :
                    channel.split(new Words(unit.repeat(1_500 / unit.length()), Optional.empty(), "en"), account)) {
                assertTrue(part.weight() <= 280, () -> unit + part);
            }
        }
    }

    private List<String> warnings() {
        return assertInstanceOf(Check.Ready.class, channel.check(account)).warnings();
    }

    private long tries() {
        return x.requestCount("POST", "/2/tweets");
    }

    private Account account(Map<String, String> more) {
        var settings = new HashMap<>(Map.of(
                "api_url", x.baseUrl(),
                "consumer_key", x.account().consumerKey(),
                "consumer_secret", x.account().consumerSecret(),
                "access_token", x.account().token(),
                "access_token_secret", x.account().tokenSecret()));
        settings.putAll(more);
        return new Account("t", settings);
    }

    private Message post() {
        return saying("업데이트 " + ++posts + " 21:47 KST");
    }

    private Message saying(String text) {
        return new Message("k" + ++posts, text, "ko", Optional.empty(), 1, clock.instant(), () -> true);
    }

    private Message again(Message message) {
        return new Message(message.key(), message.text(), "ko", Optional.empty(), 2, message.firstSentAt(), () -> true);
    }

    private Message reply(String root) {
        return reply(root, clock.instant());
    }

    private Message reply(String root, Instant postedAt) {
        return new Message(
                "k" + ++posts,
                "답 " + posts,
                "ko",
                Optional.of(new Message.ReplyTo(root, postedAt)),
                1,
                clock.instant(),
                () -> true);
    }

    private Message deletion(String id) {
        return acting(new Act.Delete(id), "");
    }

    private Message acting(Act act, String text) {
        return new Message(
                "k" + ++posts,
                act,
                text,
                Optional.empty(),
                "ko",
                Optional.empty(),
                Optional.empty(),
                1,
                clock.instant(),
                () -> true);
    }

    private Message with(Image image) {
        return pictured(Optional.empty(), image);
    }

    private Message replying(String root, Image image) {
        return pictured(Optional.of(new Message.ReplyTo(root, clock.instant())), image);
    }

    private Message pictured(Optional<Message.ReplyTo> parent, Image image) {
        return new Message(
                "k" + ++posts,
                new Act.Post(),
                "사진 " + posts,
                Optional.empty(),
                Optional.empty(),
                Optional.of(image),
                "ko",
                parent,
                parent,
                1,
                clock.instant(),
                () -> true);
    }

    private static Image image() {
        return new Image(() -> Optional.of(PNG), "메시지 수신 장애, 조사 중");
    }

    private static XFault closed(int status) {
        return switch (status) {
            case 402 -> XFault.REFUSE_402_CREDITS;
            case 403 -> XFault.REFUSE_403_NOT_ENROLLED;
            default -> XFault.REFUSE_429;
        };
    }

    private static Fitted fitted(String text) {
        return new Fitted(text, 0, 280, false, List.of());
    }

    private static Optional<Price> price(String amount) {
        return Optional.of(new Price(new BigDecimal(amount), "USD"));
    }

    private static String delivered(Outcome outcome) {
        return assertInstanceOf(Outcome.Delivered.class, outcome)
                .receipt()
                .remoteId()
                .orElseThrow();
    }
}
