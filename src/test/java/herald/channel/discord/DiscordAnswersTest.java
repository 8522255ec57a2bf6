package herald.channel.discord;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.channel.Memory;
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
import org.junit.jupiter.params.provider.MethodSource;

/** The table, row by row. */
class DiscordAnswersTest {

    private final DiscordAnswers answers = new DiscordAnswers(Chats.JSON, Chats.CLOCK);
    private final DiscordPlace place = new DiscordPlace(Memory.ofThisProcess());
    private final DiscordAccount account =
            new DiscordAccount("https://discord.com/api/webhooks/1/x", Uncertain.ASK, place);

    static Stream<Arguments> rows() {
        return Stream.of(
                Arguments.of(200, "{\"id\":\"1\",\"channel_id\":\"2\"}", Delivered.class),
                Arguments.of(200, "{\"id\":1}", Unconfirmed.class),
                Arguments.of(200, "", Unconfirmed.class),
                Arguments.of(204, "", Unconfirmed.class),
                Arguments.of(301, "", Unauthorised.class),
                Arguments.of(400, "{\"code\":50035,\"message\":\"Invalid Form Body\"}", Refused.class),
                Arguments.of(400, "{\"code\":220001,\"message\":\"…\"}", Deferred.class),
                Arguments.of(400, "{\"code\":50083,\"message\":\"Thread is archived\"}", Unthreaded.class),
                Arguments.of(401, "{\"code\":50027,\"message\":\"Invalid Webhook Token\"}", Unauthorised.class),
                Arguments.of(403, "{\"code\":50013,\"message\":\"Missing Permissions\"}", Unauthorised.class),
                Arguments.of(403, "{\"code\":40067,\"message\":\"locked\"}", Unthreaded.class),
                Arguments.of(404, "{\"code\":10015,\"message\":\"Unknown Webhook\"}", Unauthorised.class),
                Arguments.of(404, "{\"code\":10003,\"message\":\"Unknown Channel\"}", Unthreaded.class),
                Arguments.of(404, "", Unauthorised.class),
                Arguments.of(408, "", Deferred.class),
                Arguments.of(413, "{\"code\":40005}", Refused.class),
                Arguments.of(429, "{\"retry_after\":0.64,\"global\":false}", Deferred.class),
                Arguments.of(429, "error code: 1015", Deferred.class),
                Arguments.of(500, "{\"code\":0}", Unconfirmed.class),
                Arguments.of(502, "<html>", Unconfirmed.class),
                Arguments.of(522, "", Unconfirmed.class));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void eachAnswerHasItsOutcome(int status, String body, Class<? extends Outcome> expected) {
        var answer = Chats.answered(status, Map.of(), body);
        assertInstanceOf(expected, answers.outcome(answer, Chats.reply("words", "7/8"), account));
    }

    @Test
    void whatNeverLeftIsDeferred() {
        assertInstanceOf(Deferred.class, answers.outcome(new Answer.NotSent("x"), Chats.post("w"), account));
    }

    @Test
    void aForumIsRememberedAndForgotten() {
        answers.outcome(Chats.answered(400, Map.of(), "{\"code\":220001}"), Chats.post("w"), account);
        assertTrue(place.isForum());
        assertInstanceOf(
                Refused.class,
                answers.outcome(Chats.answered(400, Map.of(), "{\"code\":220001}"), Chats.post("w"), account));
        assertInstanceOf(
                Deferred.class,
                answers.outcome(Chats.answered(400, Map.of(), "{\"code\":220003}"), Chats.post("w"), account));
        assertTrue(!place.isForum());
    }
}
