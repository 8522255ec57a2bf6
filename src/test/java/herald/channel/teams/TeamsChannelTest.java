package herald.channel.teams;

import static herald.testing.Chats.WORDS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.channel.Account;
import herald.channel.CallDeadlines;
import herald.channel.Check;
import herald.channel.Finding;
import herald.channel.Message;
import herald.channel.Outcome;
import herald.channel.Outcome.Deferred;
import herald.channel.Outcome.Delivered;
import herald.channel.Outcome.Refused;
import herald.channel.Outcome.Unauthorised;
import herald.channel.Outcome.Unconfirmed;
import herald.channel.Uncertain;
import herald.channel.Words;
import herald.testing.ChatFault;
import herald.testing.Chats;
import herald.testing.TeamsStub;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire to a workflow of Teams, and what the wire can do to it. */
class TeamsChannelTest {

    private final TeamsStub teams = new TeamsStub();

    @AfterEach
    void stop() {
        teams.close();
    }

    @Test
    void anUpdateIsAnAdaptiveCard() {
        var outcome = channel().send(Chats.post(WORDS), account());
        assertEquals(
                Optional.empty(),
                assertInstanceOf(Delivered.class, outcome).receipt().remoteId());
        assertEquals("""
            [확인 중] 메시지 수신 장애 & <PC> · 21:47 KST
            일부 사용자의 메시지 수신이 원활하지 않습니다. 👨‍👩‍👧‍👦
            메시지 · PC 로그인
            다음 안내는 22:40 KST까지 드리겠습니다
            톡 상태
            톡 상태\
            """, teams.posts().getFirst().first());
        var body = teams.requests().getLast().text();
        assertTrue(body.contains("\"style\":\"attention\""), body);
        assertTrue(body.contains("\"url\":\"" + Chats.LINK + "\""), body);
    }

    @Test
    void addressesInTheWordsCanBeOpened() {
        channel().send(Chats.post("h\nsee https://e.example/a. Or https://e.example/b"), account());
        var body = teams.requests().getLast().text();
        assertTrue(body.contains("\"text\":\"https://e.example/a\",\"selectAction\""), body);
        assertTrue(body.contains("\"text\":\". Or \""), body);
        assertTrue(body.contains("\"url\":\"https://e.example/b\""), body);
    }

    @Test
    void everyTrySendsTheSameBytes() {
        channel().send(Chats.post(WORDS), account());
        channel().send(Chats.post(WORDS), account());
        assertArrayEquals(
                teams.requests().getFirst().body(), teams.requests().getLast().body());
    }

    @Test
    void thereIsNoThreadAndNoEdit() {
        assertEquals(Set.of(), channel().abilities(account()));
    }

    static Stream<ChatFault> uncertain() {
        return Stream.of(
                ChatFault.ACCEPT_CLOSE,
                ChatFault.ACCEPT_RESET,
                ChatFault.ACCEPT_HANG,
                ChatFault.ACCEPT_SLOWLORIS,
                ChatFault.ACCEPT_500,
                ChatFault.ACCEPT_502_HTML,
                ChatFault.ACCEPT_200_HTML,
                ChatFault.DROP_CLOSE,
                ChatFault.REFUSE_500,
                ChatFault.REFUSE_503);
    }

    @ParameterizedTest
    @MethodSource("uncertain")
    void a08_whatIsUncertainDoesAsStaffChose(ChatFault fault) {
        teams.plan(fault, fault);
        assertInstanceOf(Deferred.class, hurried().send(Chats.post(WORDS), account()));
        assertInstanceOf(Unconfirmed.class, hurried().send(Chats.post(WORDS), account("uncertain", "ASK")));
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                Arguments.of(202, "", Delivered.class),
                Arguments.of(200, "{\"done\":true}", Delivered.class),
                Arguments.of(302, "", Unauthorised.class),
                Arguments.of(400, error("TriggerInputSchemaMismatch"), Refused.class),
                Arguments.of(400, error("WorkflowTriggerIsNotEnabled"), Unauthorised.class),
                Arguments.of(401, error("DirectApiAuthorizationRequired"), Unauthorised.class),
                Arguments.of(403, "", Unauthorised.class),
                Arguments.of(404, error("WorkflowNotFound"), Unauthorised.class),
                Arguments.of(409, error("FlowSuspended"), Unauthorised.class),
                Arguments.of(410, "", Unauthorised.class),
                Arguments.of(408, "", Deferred.class),
                Arguments.of(413, error("RequestEntityTooLarge"), Refused.class),
                Arguments.of(429, error("WorkflowRunActionThrottled"), Deferred.class),
                Arguments.of(500, "", Unconfirmed.class),
                Arguments.of(502, error("NoResponse"), Unconfirmed.class),
                Arguments.of(504, error("GatewayTimeout"), Unconfirmed.class));
    }

    private static String error(String code) {
        return "{\"error\":{\"code\":\"" + code + "\",\"message\":\"words\"}}";
    }

    @ParameterizedTest
    @MethodSource("rows")
    void eachAnswerHasItsOutcome(int status, String body, Class<? extends Outcome> expected) {
        var answers = new TeamsAnswers(Chats.JSON, Chats.CLOCK);
        assertInstanceOf(
                expected, answers.outcome(Chats.answered(status, Map.of(), body), Chats.post("w"), Uncertain.ASK));
    }

    @Test
    void a06_teamsPauseIsKept() {
        teams.plan(ChatFault.refuse(429, Map.of("retry-after", "11"), error("TooManyRequests")));
        var outcome = assertInstanceOf(Deferred.class, channel().send(Chats.post(WORDS), account()));
        assertEquals(Optional.of(Chats.NOW.plusSeconds(11)), outcome.until());
    }

    @Test
    void anotherSignatureStopsTheTargetAndIsNeverPrinted() {
        var outcome = channel().send(Chats.post(WORDS), Chats.account("url", teams.url() + "x"));
        assertFalse(assertInstanceOf(Unauthorised.class, outcome).reason().contains("se-cret"));
        assertFalse(TeamsAccount.of(account()).toString().contains("se-cret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"가", "점검 중 ", "👨‍👩‍👧‍👦", "\"\\", "a\n"})
    void aLongTextIsCutToWhatTeamsTakes(String word) {
        var fitted =
                channel().fit(new Words(word.repeat(30_000 / word.length()), Optional.of(Chats.LINK), "ko"), account());
        assertTrue(fitted.cut() && fitted.weight() <= fitted.limit());
        assertInstanceOf(Delivered.class, channel().send(Chats.post(fitted.text()), account()));
    }

    @Test
    void aLongTextIsSplitOverNumberedMessages() {
        var parts = channel().split(new Words("가나다라 마바사 ".repeat(1_500), Optional.empty(), "ko"), account());
        assertEquals(2, parts.size());
    }

    @Test
    void aLookAsksNobodyAndDoesAsStaffChose() {
        assertInstanceOf(Finding.Absent.class, channel().find(Chats.post(WORDS), account()));
        assertInstanceOf(Finding.Unknown.class, channel().find(Chats.post(WORDS), account("uncertain", "ASK")));
    }

    @Test
    void aMessageWhoseTimeHasRunOutNeverLeaves() {
        var late = new Message("k1", WORDS, "ko", Optional.empty(), 1, Chats.NOW, () -> false);
        assertInstanceOf(Deferred.class, channel().send(late, account()));
        assertEquals(List.of(), teams.posts());
    }

    @Test
    void aWorkflowIsNotStartedToCheckIt() {
        assertEquals(
                1,
                assertInstanceOf(Check.Ready.class, channel().check(account()))
                        .warnings()
                        .size());
        assertEquals(List.of(), teams.requests());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://prod-96.westeurope.logic.azure.com:443/workflows/abc/triggers/manual/paths/invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=x_y-z",
                "https://default0123.4e.environment.api.powerplatform.com:443/powerautomate/automations/direct/workflows/abc/triggers/manual/paths/invoke?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=x"
            })
    void aWorkflowsAddressWillDo(String url) {
        assertEquals(List.of(), TeamsAccount.problems(Chats.account("url", url), Chats.CLOSED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://prod-96.westeurope.logic.azure.com/workflows/abc/triggers/manual/paths/invoke?sig=x",
                "https://prod-96.westeurope.logic.azure.com/workflows/abc/triggers/manual/paths/invoke?api-version=1",
                "https://prod-96.westeurope.logic.azure.com/workflows/abc/triggers/manual/paths/invoke?a=1&amp;sig=x",
                "https://logic.azure.com.evil.example/workflows/abc?sig=x",
                "https://evil.example/x.logic.azure.com/workflows/abc?sig=x",
                "https://talk.webhook.office.com/webhookb2/abc/IncomingWebhook/x/y"
            })
    void anotherAddressWillNot(String url) {
        var problems = TeamsAccount.problems(Chats.account("url", url), Chats.CLOSED);
        assertEquals(1, problems.size(), problems.toString());
    }

    private Account account(String... more) {
        var settings = new HashMap<>(Chats.settings(more));
        settings.put("url", teams.url());
        return new Account("target-1", settings);
    }

    private static TeamsChannel channel() {
        return channel(Chats.PATIENT);
    }

    private static TeamsChannel hurried() {
        return channel(Chats.HURRIED);
    }

    private static TeamsChannel channel(CallDeadlines deadlines) {
        return new TeamsChannel(Chats.courier(deadlines), Chats.OPEN, Chats.CLOCK, Chats.JSON);
    }
}
