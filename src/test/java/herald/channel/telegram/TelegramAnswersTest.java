package herald.channel.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.channel.Memory;
import herald.channel.Outcome;
import herald.channel.Outcome.Deferred;
import herald.channel.Outcome.Delivered;
import herald.channel.Outcome.Refused;
import herald.channel.Outcome.Unauthorised;
import herald.channel.Outcome.Unconfirmed;
import herald.channel.Uncertain;
import herald.channel.Words;
import herald.channel.http.Answer;
import herald.testing.Chats;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table, row by row; the text and the settings. */
class TelegramAnswersTest {

    private final TelegramAnswers answers = new TelegramAnswers(Chats.JSON, Chats.CLOCK);
    private final TelegramAccount account = new TelegramAccount(
            "https://api.telegram.org", "1:x", "@talk_status", Optional.empty(), Uncertain.ASK, Memory.ofThisProcess());

    static Stream<Arguments> rows() {
        return Stream.of(
                Arguments.of(200, "{\"ok\":true,\"result\":{\"message_id\":7,\"chat\":{\"id\":1}}}", Delivered.class),
                Arguments.of(200, "{\"ok\":true,\"result\":true}", Unconfirmed.class),
                Arguments.of(200, "{\"ok\":false}", Unconfirmed.class),
                Arguments.of(200, "<html>", Unconfirmed.class),
                Arguments.of(204, "", Unconfirmed.class),
                Arguments.of(302, "", Unauthorised.class),
                Arguments.of(400, said("Bad Request: chat not found"), Unauthorised.class),
                Arguments.of(
                        400, said("Bad Request: need administrator rights in the channel chat"), Unauthorised.class),
                Arguments.of(
                        400,
                        said("Bad Request: not enough rights to send text messages to the chat"),
                        Unauthorised.class),
                Arguments.of(400, said("Bad Request: CHAT_WRITE_FORBIDDEN"), Unauthorised.class),
                Arguments.of(400, said("Bad Request: TOPIC_CLOSED"), Unauthorised.class),
                Arguments.of(400, said("Bad Request: message is too long"), Refused.class),
                Arguments.of(400, said("Bad Request: message is not modified"), Refused.class),
                Arguments.of(400, "", Refused.class),
                Arguments.of(401, said("Unauthorized"), Unauthorised.class),
                Arguments.of(403, said("Forbidden: bot was kicked from the supergroup chat"), Unauthorised.class),
                Arguments.of(404, said("Not Found"), Unauthorised.class),
                Arguments.of(413, "", Refused.class),
                Arguments.of(429, "{\"parameters\":{\"retry_after\":5}}", Deferred.class),
                Arguments.of(429, "", Deferred.class),
                Arguments.of(500, said("Internal Server Error"), Unconfirmed.class),
                Arguments.of(502, "<html>", Unconfirmed.class));
    }

    private static String said(String description) {
        return "{\"ok\":false,\"description\":\"" + description + "\"}";
    }

    @ParameterizedTest
    @MethodSource("rows")
    void eachAnswerHasItsOutcome(int status, String body, Class<? extends Outcome> expected) {
        assertInstanceOf(
                expected, answers.outcome(Chats.answered(status, Map.of(), body), Chats.post("words"), account));
    }

    @Test
    void whatNeverLeftIsDeferred() {
        assertInstanceOf(Deferred.class, answers.outcome(new Answer.NotSent("x"), Chats.post("w"), account));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bad Request: message is not modified: specified new message content is the same",
                "Bad Request: message to edit not found",
                "Bad Request: MESSAGE_ID_INVALID"
            })
    void anEditThatChangesNothingIsDone(String description) {
        var answer = Chats.answered(400, Map.of(), said(description));
        assertInstanceOf(Delivered.class, answers.outcome(answer, Chats.edit("w", "7"), account));
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"id\":-1001234567890,\"username\":\"talk_status\"}', https://t.me/talk_status/7",
        "'{\"id\":-1001234567890}', https://t.me/c/1234567890/7"
    })
    void aMessageHasItsAddress(String chat, URI permalink) {
        var body = "{\"ok\":true,\"result\":{\"message_id\":7,\"chat\":" + chat + "}}";
        var outcome = answers.outcome(Chats.answered(200, Map.of(), body), Chats.post("w"), account);
        assertEquals(
                Optional.of(permalink),
                assertInstanceOf(Delivered.class, outcome).receipt().permalink());
        assertEquals(
                Optional.of("7"),
                new TelegramChannel(Chats.courier(Chats.PATIENT), Chats.OPEN, Chats.CLOCK, Chats.JSON)
                        .remoteId(permalink));
    }

    @ParameterizedTest
    @ValueSource(strings = {"가", "점검 중 ", "👨‍👩‍👧‍👦", "<&>"})
    void aLongTextIsCutToWhatIsReadOfIt(String word) {
        var fitted = TelegramText.fit(new Words(word.repeat(5_000), Optional.of(Chats.LINK), "ko"));
        assertTrue(fitted.cut());
        assertTrue(fitted.weight() <= 4_096 && fitted.weight() > 2_000, "" + fitted.weight());
    }

    @Test
    void settingsAreCheckedOneByOne() {
        assertEquals(List.of(), problems("bot_token", "123456789:AAbbCCddEEffGGhh", "chat_id", "@talk_status"));
        assertEquals(
                List.of(),
                problems(
                        "bot_token",
                        "123456789:AAbbCCddEEffGGhh",
                        "chat_id",
                        "-1001234567890",
                        "message_thread_id",
                        "5"));
        assertEquals(2, problems().size());
        assertEquals(
                3,
                problems("bot_token", "12:../x", "chat_id", "Talk", "message_thread_id", "general")
                        .size());
        assertEquals(
                1,
                problems(
                                "bot_token",
                                "123456789:AAbbCCddEEffGGhh",
                                "chat_id",
                                "@talk_status",
                                "api_url",
                                "http://127.0.0.1")
                        .size());
    }

    private static List<String> problems(String... settings) {
        return TelegramAccount.problems(Chats.account(settings), Chats.CLOSED);
    }
}
