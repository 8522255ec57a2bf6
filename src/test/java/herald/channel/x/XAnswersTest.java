package herald.channel.x;

import static herald.channel.x.XFixtures.CLOCK;
import static herald.channel.x.XFixtures.JSON;
import static herald.channel.x.XFixtures.NOW;
import static herald.channel.x.XFixtures.message;
import static herald.channel.x.XFixtures.reply;
import static herald.channel.x.XFixtures.root;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.channel.Finding;
import herald.channel.Message;
import herald.channel.Outcome;
import herald.channel.Outcome.Deferred;
import herald.channel.Outcome.Delivered;
import herald.channel.Outcome.Refused;
import herald.channel.Outcome.Unauthorised;
import herald.channel.Outcome.Unconfirmed;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table, row by row, with the bodies that X is known to send. */
class XAnswersTest {

    static final String DUPLICATE = "{\"detail\":\"You are not allowed to create a Tweet with duplicate content.\","
            + "\"type\":\"about:blank\",\"title\":\"Forbidden\",\"status\":403}";
    private static final String DUPLICATE_V1 = "{\"errors\":[{\"code\":187,\"message\":\"Status is a duplicate.\"}]}";
    private static final String NOT_VISIBLE = "{\"title\":\"Forbidden\",\"status\":403,\"type\":\"about:blank\","
            + "\"detail\":\"You attempted to reply to a Tweet that is deleted or not visible to you.\"}";
    private static final String CAPPED =
            "{\"title\":\"UsageCapExceeded\",\"period\":\"Monthly\",\"scope\":\"Product\",\"detail\":\"Usage cap"
                    + " exceeded: Monthly product cap\",\"type\":\"https://api.twitter.com/2/problems/usage-capped\"}";

    static Stream<Arguments> rows() {
        return Stream.of(
                row(201, "{\"data\":{\"id\":\"1900000000000000009\",\"text\":\"a\"}}", Delivered.class),
                row(200, "{\"data\":{\"id\":\"19\"}}", Delivered.class),
                row(201, "{\"data\":{}}", Unconfirmed.class),
                row(204, "", Unconfirmed.class),
                row(302, "", Unauthorised.class),
                row(
                        400,
                        "{\"errors\":[{\"parameters\":{\"$.text\":[\"…\"]},\"message\":\"too"
                                + " long\"}],\"title\":\"Invalid Request\",\"detail\":\"One or more parameters to your"
                                + " request was invalid.\","
                                + "\"type\":\"https://api.twitter.com/2/problems/invalid-request\"}",
                        Refused.class),
                row(
                        401,
                        "{\"title\":\"Unauthorized\",\"type\":\"about:blank\",\"status\":401,\"detail\":\"Unauthorized\"}",
                        Unauthorised.class),
                row(
                        401,
                        "{\"errors\":[{\"code\":32,\"message\":\"Could not authenticate you.\"}]}",
                        Unauthorised.class),
                row(401, "<html>", Unauthorised.class),
                row(
                        402,
                        "{\"title\":\"CreditsDepleted\",\"detail\":\"…does not have any credits…\","
                                + "\"type\":\"https://api.twitter.com/2/problems/credits\"}",
                        Unauthorised.class),
                row(402, "", Unauthorised.class),
                row(
                        403,
                        "{\"errors\":[{\"message\":\"You currently have access to a subset of X API V2"
                                + " endpoints.\",\"code\":453}]}",
                        Unauthorised.class),
                row(
                        403,
                        "{\"title\":\"Forbidden\",\"detail\":\"Your client app is not configured with the appropriate"
                                + " oauth1 app permissions for this"
                                + " endpoint.\",\"type\":\"https://api.twitter.com/2/problems/oauth1-permissions\"}",
                        Unauthorised.class),
                row(
                        403,
                        "{\"client_id\":\"7\",\"detail\":\"When authenticating"
                                + " requests…\",\"reason\":\"client-not-enrolled\","
                                + "\"type\":\"https://api.twitter.com/2/problems/client-forbidden\"}",
                        Unauthorised.class),
                row(403, "{\"errors\":[{\"code\":326,\"message\":\"locked\"}]}", Unauthorised.class),
                row(403, "{\"title\":\"Forbidden\",\"detail\":\"Forbidden\",\"status\":403}", Refused.class),
                row(403, "<html>blocked</html>", Deferred.class),
                row(404, "{}", Refused.class),
                row(408, "", Deferred.class),
                row(410, "", Refused.class),
                row(413, "", Refused.class),
                row(422, "[]", Refused.class),
                row(425, "", Deferred.class),
                row(429, "{\"title\":\"Too Many Requests\",\"type\":\"about:blank\",\"status\":429}", Deferred.class),
                row(429, CAPPED, Unauthorised.class),
                row(
                        500,
                        "{\"title\":\"Internal Server Error\",\"type\":\"about:blank\",\"status\":500}",
                        Unconfirmed.class),
                row(502, "<html>cloudflare</html>", Unconfirmed.class),
                row(503, "{\"title\":\"Service Unavailable\",\"status\":503}", Unconfirmed.class),
                row(504, "", Unconfirmed.class),
                row(522, "", Unconfirmed.class),
                row(999, "", Unconfirmed.class));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void eachAnswerHasItsOutcome(int status, String body, Class<? extends Outcome> expected) {
        assertInstanceOf(expected, outcome(status, Map.of(), body, root(), new Finding.Absent()));
    }

    @Test
    void whatNeverLeftIsDeferredAndWhatWasLostIsUnconfirmed() {
        var answers = new XAnswers(CLOCK);
        assertInstanceOf(Deferred.class, answers.outcome(new XAnswer.NotSent("refused"), root(), () -> null));
        assertInstanceOf(Unconfirmed.class, answers.outcome(new XAnswer.Lost("silence"), root(), () -> null));
    }

    @Test
    void a11_aDuplicateIsLookedFor() {
        var receipt = XAnswers.receipt("7");
        var again = message(Optional.empty(), 2);
        for (var body : List.of(DUPLICATE, DUPLICATE_V1)) {
            assertEquals(new Delivered(receipt), outcome(403, Map.of(), body, root(), new Finding.Found(receipt)));
            assertInstanceOf(Unconfirmed.class, outcome(403, Map.of(), body, root(), new Finding.Unknown("402")));
            assertInstanceOf(Unconfirmed.class, outcome(403, Map.of(), body, again, new Finding.Absent()));
            assertInstanceOf(Refused.class, outcome(403, Map.of(), body, root(), new Finding.Absent()));
        }
    }

    @Test
    void aParentThatIsNotVisibleIsWaitedForWhileItIsNew() {
        var early = (Deferred) outcome(403, Map.of(), NOT_VISIBLE, reply(Duration.ofSeconds(59)), new Finding.Absent());
        assertEquals(Optional.of(NOW.plusSeconds(5)), early.until());
        assertInstanceOf(
                Outcome.Unthreaded.class,
                outcome(403, Map.of(), NOT_VISIBLE, reply(Duration.ofSeconds(61)), new Finding.Absent()));
        var v1 = "{\"errors\":[{\"code\":385,\"message\":\"?\"}]}";
        assertInstanceOf(Deferred.class, outcome(403, Map.of(), v1, reply(Duration.ZERO), new Finding.Absent()));
    }

    @Test
    void aReplyThatIsNotAllowedGoesOutOnItsOwn() {
        var body = "{\"title\":\"Forbidden\",\"detail\":\"Reply to this conversation is not allowed.\",\"status\":403}";
        var refused = (Outcome.Unthreaded) outcome(403, Map.of(), body, reply(Duration.ZERO), new Finding.Absent());
        assertTrue(refused.reason().contains("Reply to this conversation is not allowed."), refused.reason());
    }

    @Test
    void aLongTaleOfXIsCutShort() {
        var body = "{\"detail\":\"" + "tale\\n ".repeat(1_000) + "\"}";
        var refused = (Refused) outcome(400, Map.of(), body, root(), new Finding.Absent());
        assertTrue(refused.reason().length() < 400);
        assertFalse(refused.reason().contains("\n"));
    }

    @Test
    void a06_theLatestExhaustedWindowSaysWhen() {
        assertUntil(
                NOW.plusSeconds(5_000),
                Map.of(
                        "X-Rate-Limit-Remaining",
                        "0",
                        "X-Rate-Limit-Reset",
                        epoch(600),
                        "x-user-limit-24hour-remaining",
                        "0",
                        "x-user-limit-24hour-reset",
                        epoch(5_000),
                        "x-app-limit-24hour-remaining",
                        "3",
                        "x-app-limit-24hour-reset",
                        epoch(50_000)));
    }

    @Test
    void aPastOrMissingOrMadResetIsNotBelieved() {
        var quarter = NOW.plus(Duration.ofMinutes(15));
        assertUntil(quarter, Map.of());
        assertUntil(quarter, Map.of("x-rate-limit-remaining", "0", "x-rate-limit-reset", epoch(-1)));
        assertUntil(quarter, Map.of("x-rate-limit-remaining", "7", "x-rate-limit-reset", epoch(60)));
        assertUntil(quarter, Map.of("x-rate-limit-remaining", "0", "x-rate-limit-reset", "soon"));
        assertUntil(quarter, Map.of("x-rate-limit-remaining", "0", "x-rate-limit-reset", "99999999999999999999"));
        assertUntil(
                NOW.plus(Duration.ofHours(24)),
                Map.of("x-rate-limit-remaining", "0", "x-rate-limit-reset", "999999999999"));
    }

    private static void assertUntil(Instant reset, Map<String, String> headers) {
        var until = ((Deferred) outcome(429, headers, "{}", root(), new Finding.Absent()))
                .until()
                .orElseThrow();
        assertFalse(until.isBefore(reset.plusSeconds(1)), until::toString);
        assertFalse(until.isAfter(reset.plusSeconds(5)), until::toString);
    }

    private static Outcome outcome(
            int status, Map<String, String> headers, String body, Message message, Finding finding) {
        var several = headers.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue())));
        var answer = new XAnswer.Answered(status, HttpHeaders.of(several, (_, _) -> true), json(body));
        return new XAnswers(CLOCK).outcome(answer, message, () -> finding);
    }

    static Optional<JsonNode> json(String body) {
        try {
            return Optional.of(JSON.readValue(body, JsonNode.class));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static String epoch(long seconds) {
        return Long.toString(NOW.plusSeconds(seconds).getEpochSecond());
    }

    private static Arguments row(int status, String body, Class<? extends Outcome> expected) {
        return Arguments.of(status, body, expected);
    }
}
