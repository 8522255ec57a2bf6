package herald.channel.bluesky;

import static herald.channel.bluesky.BlueskyFixtures.JSON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.channel.Finding;
import herald.channel.Outcome;
import herald.channel.Outcome.Deferred;
import herald.channel.Outcome.Delivered;
import herald.channel.Outcome.Refused;
import herald.channel.Outcome.Unauthorised;
import herald.channel.Outcome.Unconfirmed;
import herald.channel.http.Answer;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table, line by line. */
class BlueskyAnswersTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final PostReference POST =
            new PostReference("did:plc:x", "3lbjmrppxms2k", Optional.of("bafyreipost"));
    private static final Finding FOUND = new Finding.Found(POST.receipt());
    private static final Finding ABSENT = new Finding.Absent();
    private static final Finding UNKNOWN = new Finding.Unknown("it does not answer");

    private final BlueskyAnswers answers = new BlueskyAnswers(JSON, Clock.fixed(NOW, ZoneOffset.UTC));

    static Stream<Arguments> puts() {
        return Stream.of(
                Arguments.of(200, "{\"uri\":\"at://x\",\"cid\":\"bafyreipost\"}", ABSENT, Delivered.class),
                Arguments.of(200, "<html>", FOUND, Delivered.class),
                Arguments.of(200, "<html>", ABSENT, Unconfirmed.class),
                Arguments.of(200, "{\"cid\":7}", UNKNOWN, Unconfirmed.class),
                Arguments.of(302, "", ABSENT, Unauthorised.class),
                Arguments.of(400, error("InvalidRequest"), ABSENT, Refused.class),
                Arguments.of(400, error("InvalidSwap"), FOUND, Delivered.class),
                Arguments.of(400, error("InvalidSwap"), UNKNOWN, Unconfirmed.class),
                Arguments.of(400, error("ExpiredToken"), ABSENT, Unauthorised.class),
                Arguments.of(400, error("InvalidToken"), ABSENT, Unauthorised.class),
                Arguments.of(400, error("RepoDeactivated"), ABSENT, Unauthorised.class),
                Arguments.of(401, error("AuthMissing"), ABSENT, Unauthorised.class),
                Arguments.of(401, error("AccountTakedown"), ABSENT, Unauthorised.class),
                Arguments.of(403, error("Forbidden"), ABSENT, Unauthorised.class),
                Arguments.of(403, "<html>", ABSENT, Deferred.class),
                Arguments.of(404, error("XRPCNotSupported"), ABSENT, Refused.class),
                Arguments.of(408, "", ABSENT, Deferred.class),
                Arguments.of(413, error("PayloadTooLarge"), ABSENT, Refused.class),
                Arguments.of(429, error("RateLimitExceeded"), ABSENT, Deferred.class),
                Arguments.of(500, error("InternalServerError"), FOUND, Delivered.class),
                Arguments.of(500, error("InternalServerError"), ABSENT, Deferred.class),
                Arguments.of(502, "<html>", UNKNOWN, Unconfirmed.class),
                Arguments.of(503, "", ABSENT, Deferred.class));
    }

    @ParameterizedTest
    @MethodSource("puts")
    void eachAnswerToAPostMeansOneThing(int status, String body, Finding look, Class<? extends Outcome> outcome) {
        assertInstanceOf(outcome, put(answer(status, body, Map.of()), look));
    }

    @Test
    void whatNeverLeftIsSentAgainAndWhatWasLostIsLookedForAtOnce() {
        assertInstanceOf(Deferred.class, put(new Answer.NotSent("no connection"), UNKNOWN));
        assertInstanceOf(Delivered.class, put(new Answer.Lost("silence"), FOUND));
        assertInstanceOf(Unconfirmed.class, put(new Answer.Lost("silence"), ABSENT));
        assertInstanceOf(Unconfirmed.class, put(new Answer.Lost("silence"), UNKNOWN));
    }

    @Test
    void a06_nothingIsPostedBeforeTheReset() {
        var reset = NOW.plusSeconds(900);
        var answer = answer(429, "", Map.of("RateLimit-Reset", "" + reset.getEpochSecond()));
        var until =
                assertInstanceOf(Deferred.class, put(answer, ABSENT)).until().orElseThrow();
        assertTrue(until.isAfter(reset) && until.isBefore(reset.plusSeconds(6)), until::toString);
    }

    @Test
    void aDeletionIsAskedForAgainUntilItIsDone() {
        assertInstanceOf(Delivered.class, answers.toDelete(answer(200, "{}", Map.of())));
        assertInstanceOf(Deferred.class, answers.toDelete(answer(500, "", Map.of())));
        assertInstanceOf(Deferred.class, answers.toDelete(new Answer.Lost("silence")));
        assertInstanceOf(Deferred.class, answers.toDelete(new Answer.NotSent("no connection")));
        assertInstanceOf(Refused.class, answers.toDelete(answer(400, error("InvalidRequest"), Map.of())));
    }

    @Test
    void reasonsQuoteBluesky() {
        var body = "{\"error\":\"InvalidRequest\",\"message\":\"grapheme too big (maximum 300, got 301)\"}";
        var refused = assertInstanceOf(Refused.class, put(answer(400, body, Map.of()), ABSENT));
        assertTrue(refused.reason().contains("maximum 300, got 301"), refused.reason());
        assertEquals(" It says: “RateLimitExceeded”", new XrpcProblem("RateLimitExceeded", "").quote());
    }

    private Outcome put(Answer answer, Finding look) {
        return answers.toPut(
                answer,
                said -> said.json(JSON)
                        .map(body -> body.get("cid"))
                        .filter(cid -> cid.isString())
                        .map(_ -> POST),
                () -> look);
    }

    private static String error(String name) {
        return "{\"error\":\"" + name + "\",\"message\":\"words\"}";
    }

    private static Answer answer(int status, String body, Map<String, String> headers) {
        var all = new java.util.HashMap<String, List<String>>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        return new Answer.Answered(status, HttpHeaders.of(all, (_, _) -> true), body.getBytes(UTF_8));
    }
}
