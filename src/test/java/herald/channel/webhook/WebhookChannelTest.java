package herald.channel.webhook;

import static herald.testing.Chats.WORDS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import herald.channel.Account;
import herald.channel.Act;
import herald.channel.CallDeadlines;
import herald.channel.Card;
import herald.channel.Check;
import herald.channel.Finding;
import herald.channel.Message;
import herald.channel.Outcome;
import herald.channel.Outcome.Deferred;
import herald.channel.Outcome.Delivered;
import herald.channel.Outcome.Unauthorised;
import herald.channel.Words;
import herald.testing.ChatFault;
import herald.testing.Chats;
import herald.testing.SettableClock;
import herald.testing.WebhookStub;
import herald.testing.XRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire to a receiver, and what the wire can do to it. */
class WebhookChannelTest {

    private static final String OTHER_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final SettableClock clock = new SettableClock();
    private final WebhookStub receiver = new WebhookStub(clock);

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void anUpdateIsASignedEventWithTheWholeState() {
        assertInstanceOf(Delivered.class, channel().send(Chats.post(WORDS), account()));
        assertEquals(List.of(), receiver.refused());
        var event = receiver.events().getFirst();
        assertEquals("incident.update.created", event.get("type"));
        assertEquals("2026-11-22T12:47:00Z", event.get("timestamp"));
        var data = (Map<?, ?>) event.get("data");
        assertEquals("d4f7h2k9m3pq", data.get("incident_id"));
        assertEquals(1, data.get("sequence"));
        assertEquals("investigating", data.get("stage"));
        assertEquals("major", data.get("impact"));
        assertEquals(Chats.TITLE, data.get("title"));
        assertEquals(List.of("메시지", "PC 로그인"), data.get("components"));
        assertEquals("2026-11-22T13:40:00Z", data.get("next_update_at"));
        assertEquals(Chats.LINK.toString(), data.get("link"));
        assertEquals(WORDS, data.get("text"));
        assertFalse(data.containsKey("impact_ended_at"));
        assertEquals(Optional.of("k1"), receiver.requests().getFirst().header("webhook-id"));
    }

    @Test
    void d10_aLaterTryHasTheSameIdAndBytesAndATimeOfItsOwn() {
        clock.stopAt(Chats.NOW);
        channel().send(Chats.post(WORDS), account());
        clock.advance(Duration.ofMinutes(20));
        channel().send(Chats.post(WORDS), account());
        var first = receiver.requests().getFirst();
        var second = receiver.requests().getLast();
        assertArrayEquals(first.body(), second.body());
        assertEquals(first.header("webhook-id"), second.header("webhook-id"));
        assertFalse(first.header("webhook-timestamp").equals(second.header("webhook-timestamp")));
        assertEquals(List.of(), receiver.refused());
        assertEquals(1, receiver.events().size());
    }

    @Test
    void whileASecretIsChangedBothSign() {
        assertInstanceOf(
                Delivered.class,
                channel().send(Chats.post(WORDS), account("secret", OTHER_SECRET + " " + WebhookStub.SECRET)));
        var signatures =
                receiver.requests().getFirst().header("webhook-signature").orElseThrow();
        assertTrue(signatures.matches("v1,\\S+ v1,\\S+"), signatures);
        assertEquals(List.of(), receiver.refused());
    }

    @Test
    void anEventUnderAnotherSecretIsNotTaken() {
        assertInstanceOf(Deferred.class, channel().send(Chats.post(WORDS), account("secret", OTHER_SECRET)));
        assertEquals(List.of("no matching signature"), receiver.refused());
        assertEquals(List.of(), receiver.events());
    }

    /** Asked of a library that has nothing to do with Herald. */
    @Test
    void theSpecificationsOwnLibraryAcceptsAnEvent() {
        channel().send(Chats.post(WORDS), account("secret", OTHER_SECRET + " " + WebhookStub.SECRET));
        var request = receiver.requests().getFirst();
        var headers = request.headers();
        assertDoesNotThrow(() -> new Webhook(WebhookStub.SECRET).verify(request.text(), headers));
        assertDoesNotThrow(() -> new Webhook(OTHER_SECRET).verify(request.text(), headers));
        assertThrows(
                WebhookVerificationException.class,
                () -> new Webhook(OTHER_SECRET).verify(request.text() + " ", headers));
    }

    /** The example that the specification's own libraries test themselves with. */
    @Test
    void theSignatureIsTheSpecifications() {
        var body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
        assertEquals(
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                WebhookKey.of(OTHER_SECRET).signature("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330L, body));
    }

    static Stream<ChatFault> uncertain() {
        return Stream.of(
                ChatFault.ACCEPT_CLOSE,
                ChatFault.ACCEPT_RESET,
                ChatFault.ACCEPT_HANG,
                ChatFault.ACCEPT_SLOWLORIS,
                ChatFault.ACCEPT_500,
                ChatFault.ACCEPT_502_HTML,
                ChatFault.DROP_CLOSE,
                ChatFault.DROP_RESET,
                ChatFault.REFUSE_500,
                ChatFault.REFUSE_503);
    }

    @ParameterizedTest
    @MethodSource("uncertain")
    void a08_whatIsUncertainIsSentAgainAndTakenOnce(ChatFault fault) {
        receiver.plan(fault);
        assertInstanceOf(Deferred.class, hurried().send(Chats.post(WORDS), account()));
        assertInstanceOf(Delivered.class, channel().send(Chats.post(WORDS), account()));
        assertEquals(1, receiver.events().size());
        assertEquals(2, receiver.requests().size());
    }

    @ParameterizedTest
    @CsvSource({
        "200, Delivered", "201, Delivered", "204, Delivered", "301, Deferred", "307, Deferred", "400, Deferred",
                "401, Deferred",
        "404, Deferred", "410, Unauthorised", "413, Deferred", "422, Deferred", "429, Deferred", "500, Deferred",
                "504, Deferred"
    })
    void eachAnswerHasItsOutcome(int status, String expected) {
        var outcome =
                new WebhookAnswers(Chats.CLOCK).outcome(Chats.answered(status, Map.of("location", "http://x/"), ""));
        assertEquals(expected, outcome.getClass().getSimpleName());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"120 | 2026-11-22T12:49:00Z", "Sun, 22 Nov 2026 13:00:00 GMT | 2026-11-22T13:00:00Z"})
    void a06_theReceiversPauseIsKept(String header, Instant until) {
        clock.stopAt(Chats.NOW);
        receiver.plan(ChatFault.refuse(429, Map.of("retry-after", header), ""));
        var outcome = assertInstanceOf(Deferred.class, channel().send(Chats.post(WORDS), account()));
        assertEquals(Optional.of(until), outcome.until());
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-5", "0", "Sun, 22 Nov 2020 13:00:00 GMT", "9999999999999"})
    void aPauseThatSaysNothingIsPassedOver(String header) {
        var outcome = new WebhookAnswers(Chats.CLOCK).outcome(Chats.answered(503, Map.of("retry-after", header), ""));
        assertEquals(Optional.empty(), assertInstanceOf(Deferred.class, outcome).until());
    }

    @Test
    void d07_aRedirectIsNotFollowed() {
        receiver.plan(ChatFault.refuse(302, Map.of("location", receiver.url()), ""));
        assertInstanceOf(Deferred.class, channel().send(Chats.post(WORDS), account()));
        assertEquals(1, receiver.requests().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"가", "👨‍👩‍👧‍👦", "\"\\\n", "점검 중 "})
    void whatIsTooMuchIsCutToTwentyKilobytes(String word) {
        var card = Chats.card();
        var longer = new Card(
                card.page(),
                card.pageLink(),
                card.incidentId(),
                card.updateId(),
                card.sequence(),
                false,
                card.stage(),
                card.stageLabel(),
                card.impact(),
                card.title(),
                word.repeat(30_000 / word.length()),
                card.at(),
                card.time(),
                card.components(),
                null,
                null,
                null,
                null,
                card.link(),
                "ko");
        var text = channel()
                .fit(new Words(word.repeat(30_000 / word.length()), Optional.empty(), "ko"), account())
                .text();
        var message = Chats.message("k1", new Act.Post(), text, Optional.of(longer), Optional.empty());
        assertInstanceOf(Delivered.class, channel().send(message, account()));
        var size = receiver.requests().getFirst().body().length;
        assertTrue(size <= 20_000 && size > 10_000, "" + size);
        assertEquals(List.of(), receiver.refused());
    }

    @Test
    void aMessageOfNothingButTextIsAnEventToo() {
        var bare = new Message("a.b", "words", "en", Optional.empty(), 1, Chats.NOW, () -> true);
        assertInstanceOf(Delivered.class, channel().send(bare, account()));
        assertEquals(Optional.of("a_b"), receiver.requests().getFirst().header("webhook-id"));
        assertEquals(
                Map.of("text", "words", "language", "en"),
                receiver.events().getFirst().get("data"));
    }

    @Test
    void aMessageWhoseTimeHasRunOutNeverLeaves() {
        var late = new Message("k1", WORDS, "ko", Optional.empty(), 1, Chats.NOW, () -> false);
        assertInstanceOf(Deferred.class, channel().send(late, account()));
        assertEquals(List.of(), receiver.events());
    }

    @Test
    void whatCannotBeAskedCountsAsAbsent() {
        assertInstanceOf(Finding.Absent.class, channel().find(Chats.post(WORDS), account()));
        assertEquals(Set.of(), channel().abilities(account()));
    }

    @Test
    void settingsAreCheckedAndNothingIsPosted() {
        var ready = assertInstanceOf(Check.Ready.class, channel().check(account()));
        assertEquals("127.0.0.1", ready.who());
        assertEquals(1, ready.warnings().size());
        assertEquals(List.<XRequest>of(), receiver.requests());
    }

    @Test
    void aSecretIsNeededAndTheProblemSaysHowToMakeOne() {
        var problems = WebhookAccount.problems(Chats.account("url", "https://hooks.example.com/x"), Chats.CLOSED);
        assertEquals(1, problems.size());
        assertTrue(problems.getFirst().contains("openssl rand -base64 32"), problems.getFirst());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2", "whsec_", "whsec_c2hvcnQ=", "whsec_%%%", "a b"})
    void aSecretThatIsNoneIsRefused(String secret) {
        assertEquals(
                1,
                WebhookAccount.problems(
                                Chats.account("url", "https://hooks.example.com/x", "secret", secret), Chats.CLOSED)
                        .size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example.com",
                "https://127.0.0.1/x",
                "https://2130706433/",
                "https://u:p@e.example/",
                "ftp://x"
            })
    void d08_anAddressThatLeadsInwardsIsRefused(String url) {
        assertEquals(
                1,
                WebhookAccount.problems(Chats.account("url", url, "secret", WebhookStub.SECRET), Chats.CLOSED)
                        .size());
    }

    @Test
    void noSecretIsEverPrinted() {
        assertFalse(WebhookAccount.of(account()).toString().contains("events"));
        receiver.plan(ChatFault.REFUSE_500);
        Outcome outcome = channel().send(Chats.post(WORDS), account());
        assertFalse(outcome.toString().contains("/events"), outcome.toString());
        assertInstanceOf(Unauthorised.class, channel().send(Chats.post(WORDS), Chats.account("url", receiver.url())));
    }

    private Account account(String... more) {
        var settings = new HashMap<>(Map.of("url", receiver.url(), "secret", WebhookStub.SECRET));
        settings.putAll(Chats.settings(more));
        return new Account("target-1", settings);
    }

    private WebhookChannel channel() {
        return channel(Chats.PATIENT, clock);
    }

    private WebhookChannel hurried() {
        return channel(Chats.HURRIED, clock);
    }

    private static WebhookChannel channel(CallDeadlines deadlines, Clock clock) {
        return new WebhookChannel(Chats.courier(deadlines), Chats.OPEN, clock, Chats.JSON);
    }
}
