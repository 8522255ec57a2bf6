package herald.channel.slack;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import herald.channel.Memory;
import herald.channel.Message;
import herald.channel.Outcome;
import herald.channel.Outcome.Deferred;
import herald.channel.Outcome.Delivered;
import herald.channel.Outcome.Refused;
import herald.channel.Outcome.Unauthorised;
import herald.channel.Outcome.Unconfirmed;
import herald.channel.Outcome.Unthreaded;
import herald.channel.Uncertain;
import herald.channel.http.Answer;
import herald.testing.Chats;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The two tables, row by row. */
class SlackAnswersTest {

    private static final SlackAccount.Bot BOT = new SlackAccount.Bot(
            "https://slack.com/api",
            "xoxb-1",
            "C0123456789",
            SlackAccount.Broadcast.LAST,
            Uncertain.RESEND,
            Memory.ofThisProcess());

    private final SlackAnswers answers = new SlackAnswers(Chats.JSON, Chats.CLOCK);

    static Stream<Arguments> webhookRows() {
        return Stream.of(
                Arguments.of(200, "ok", Delivered.class),
                Arguments.of(200, "<html>", Unconfirmed.class),
                Arguments.of(200, "", Unconfirmed.class),
                Arguments.of(302, "", Unauthorised.class),
                Arguments.of(400, "invalid_payload", Refused.class),
                Arguments.of(400, "no_text", Refused.class),
                Arguments.of(400, "user_not_found", Unauthorised.class),
                Arguments.of(403, "action_prohibited", Unauthorised.class),
                Arguments.of(403, "invalid_token", Unauthorised.class),
                Arguments.of(404, "no_service", Unauthorised.class),
                Arguments.of(404, "channel_not_found", Unauthorised.class),
                Arguments.of(410, "channel_is_archived", Unauthorised.class),
                Arguments.of(413, "", Refused.class),
                Arguments.of(429, "rate_limited", Deferred.class),
                Arguments.of(500, "rollup_error", Unconfirmed.class),
                Arguments.of(502, "<html>", Unconfirmed.class),
                Arguments.of(503, "", Unconfirmed.class));
    }

    @ParameterizedTest
    @MethodSource("webhookRows")
    void eachAnswerToAWebhookHasItsOutcome(int status, String body, Class<? extends Outcome> expected) {
        var answer = Chats.answered(status, Map.of(), body);
        assertInstanceOf(expected, answers.ofWebhook(answer, Chats.post("words"), Uncertain.ASK));
    }

    @ParameterizedTest
    @CsvSource({
        "ratelimited, Deferred",
        "team_added_to_org, Deferred",
        "request_timeout, Deferred",
        "internal_error, Unconfirmed",
        "fatal_error, Unconfirmed",
        "service_unavailable, Unconfirmed",
        "invalid_auth, Unauthorised",
        "token_revoked, Unauthorised",
        "account_inactive, Unauthorised",
        "missing_scope, Unauthorised",
        "channel_not_found, Unauthorised",
        "not_in_channel, Unauthorised",
        "is_archived, Unauthorised",
        "restricted_action, Unauthorised",
        "msg_too_long, Refused",
        "invalid_blocks, Refused",
        "something_new, Refused",
        "thread_not_found, Unthreaded",
        "cannot_reply_to_message, Unthreaded",
        "restricted_action_thread_locked, Unthreaded"
    })
    void eachErrorOfTheApiHasItsOutcome(String error, String expected) {
        assertInstanceOf(
                outcome(expected),
                api(200, "{\"ok\":false,\"error\":\"" + error + "\"}", Chats.reply("w", "1.000001")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {\"ok\":true,\"channel\":\"C1\",\"ts\":\"1700000000.000100\"} | Delivered",
                "200 | {\"ok\":true} | Unconfirmed",
                "200 | {\"ok\":true,\"ts\":7} | Unconfirmed",
                "200 | {\"ok\":tr | Unconfirmed",
                "200 | <html>sign in</html> | Unconfirmed",
                "204 | - | Unconfirmed",
                "302 | - | Unauthorised",
                "404 | <html> | Unauthorised",
                "413 | - | Refused",
                "429 | {\"ok\":false,\"error\":\"ratelimited\"} | Deferred",
                "429 | - | Deferred",
                "500 | {\"ok\":false,\"error\":\"internal_error\"} | Unconfirmed",
                "500 | - | Unconfirmed",
                "503 | <html> | Unconfirmed"
            })
    void eachStatusOfTheApiHasItsOutcome(int status, String body, String expected) {
        assertInstanceOf(outcome(expected), api(status, body, Chats.post("words")));
    }

    @ParameterizedTest
    @CsvSource({
        "message_not_found, Delivered",
        "cant_update_message, Refused",
        "edit_window_closed, Refused",
        "fatal_error, Deferred"
    })
    void anEditIsDoneAgainOrDoneWith(String error, String expected) {
        var body = "{\"ok\":false,\"error\":\"" + error + "\"}";
        assertInstanceOf(outcome(expected), api(200, body, Chats.edit("words", "1.000001")));
        assertInstanceOf(outcome(expected), api(200, body, Chats.delete("1.000001")));
    }

    @Test
    void whatNeverLeftIsDeferred() {
        assertInstanceOf(Deferred.class, answers.ofApi(new Answer.NotSent("x"), Chats.post("w"), BOT));
        assertInstanceOf(Deferred.class, answers.ofWebhook(new Answer.NotSent("x"), Chats.post("w"), Uncertain.ASK));
    }

    private Outcome api(int status, String body, Message message) {
        return answers.ofApi(Chats.answered(status, Map.of(), body), message, BOT);
    }

    private static Class<? extends Outcome> outcome(String name) {
        return switch (name) {
            case "Delivered" -> Delivered.class;
            case "Deferred" -> Deferred.class;
            case "Unconfirmed" -> Unconfirmed.class;
            case "Refused" -> Refused.class;
            case "Unthreaded" -> Unthreaded.class;
            default -> Unauthorised.class;
        };
    }
}
