package herald.channel.mastodon;

import static herald.channel.mastodon.MastodonFixtures.CLOCK;
import static herald.channel.mastodon.MastodonFixtures.JSON;
import static herald.channel.mastodon.MastodonFixtures.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.channel.Outcome;
import herald.channel.Outcome.Deferred;
import herald.channel.Outcome.Delivered;
import herald.channel.Outcome.Refused;
import herald.channel.Outcome.Unauthorised;
import herald.channel.Outcome.Unconfirmed;
import herald.channel.Receipt;
import herald.channel.http.Answer;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
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

/** The table, line by line. */
class MastodonAnswersTest {

    private static final Receipt KNOWN = new Receipt(Optional.of("7"), Optional.empty());
    private static final String STATUS = "{\"id\":\"7\",\"url\":\"https://mastodon.social/@status/7\"}";

    private final MastodonAnswers answers = new MastodonAnswers(JSON, CLOCK);

    static Stream<Arguments> posts() {
        return Stream.of(
                Arguments.of(200, STATUS, Delivered.class),
                Arguments.of(200, "<html>", Unconfirmed.class),
                Arguments.of(200, "{}", Unconfirmed.class),
                Arguments.of(200, "{\"id\":7}", Unconfirmed.class),
                Arguments.of(200, "{\"id\":\"../x\"}", Unconfirmed.class),
                Arguments.of(301, "", Unauthorised.class),
                Arguments.of(400, "{\"error\":\"?\"}", Refused.class),
                Arguments.of(401, "{\"error\":\"The access token is invalid\"}", Unauthorised.class),
                Arguments.of(403, "{\"error\":\"This action is outside the authorized scopes\"}", Unauthorised.class),
                Arguments.of(403, "<html>", Deferred.class),
                Arguments.of(404, "", Refused.class),
                Arguments.of(408, "", Deferred.class),
                Arguments.of(410, "", Refused.class),
                Arguments.of(422, "{\"error\":\"Validation failed\"}", Refused.class),
                Arguments.of(425, "", Deferred.class),
                Arguments.of(429, "", Deferred.class),
                Arguments.of(500, "{\"error\":\"Internal Server Error\"}", Unconfirmed.class),
                Arguments.of(502, "<html>", Unconfirmed.class),
                Arguments.of(503, "", Unconfirmed.class),
                Arguments.of(520, "", Unconfirmed.class));
    }

    @ParameterizedTest
    @MethodSource("posts")
    void eachAnswerToAPostMeansOneThing(int status, String body, Class<? extends Outcome> outcome) {
        assertInstanceOf(outcome, answers.toPost(answer(status, body, Map.of())));
    }

    @Test
    void whatNeverLeftIsSentAgainAndWhatWasLostIsLookedFor() {
        assertInstanceOf(Deferred.class, answers.toPost(new Answer.NotSent("no connection")));
        assertInstanceOf(Unconfirmed.class, answers.toPost(new Answer.Lost("silence")));
    }

    @Test
    void theReceiptIsTheServersOwn() {
        var delivered = assertInstanceOf(Delivered.class, answers.toPost(answer(200, STATUS, Map.of())));
        var receipt = new Receipt(Optional.of("7"), Optional.of(URI.create("https://mastodon.social/@status/7")));
        assertEquals(receipt, delivered.receipt());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"7\",\"url\":null,\"uri\":\"https://m.example/users/s/statuses/7\"}",
                "{\"id\":\"7\",\"uri\":\"https://m.example/users/s/statuses/7\"}"
            })
    void withoutAnAddressForReadersTheOtherOneWillDo(String body) {
        var delivered = assertInstanceOf(Delivered.class, answers.toPost(answer(200, body, Map.of())));
        assertEquals(
                Optional.of(URI.create("https://m.example/users/s/statuses/7")),
                delivered.receipt().permalink());
    }

    @Test
    void anAddressThatIsNoneIsLeftOut() {
        var body = "{\"id\":\"7\",\"url\":\"javascript:alert(1)\"}";
        var delivered = assertInstanceOf(Delivered.class, answers.toPost(answer(200, body, Map.of())));
        assertEquals(KNOWN, delivered.receipt());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T12:10:00.000Z,600",
        "2026-11-22T21:10:00+09:00,600",
        "1795349400,600",
        "2026-11-22T11:00:00Z,300",
        "soon,300",
        "2036-01-01T00:00:00Z,86400"
    })
    void a06_nothingIsPostedBeforeTheReset(String reset, long seconds) {
        var answer = answer(429, "", Map.of("X-RateLimit-Reset", reset, "X-RateLimit-Remaining", "0"));
        var until =
                assertInstanceOf(Deferred.class, answers.toPost(answer)).until().orElseThrow();
        assertBetween(NOW.plusSeconds(seconds), until, Duration.ofSeconds(5));
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of(200, STATUS, Delivered.class, Delivered.class),
                Arguments.of(200, "garbage", Delivered.class, Delivered.class),
                Arguments.of(404, "{}", Refused.class, Delivered.class),
                Arguments.of(410, "", Refused.class, Delivered.class),
                Arguments.of(401, "{}", Unauthorised.class, Unauthorised.class),
                Arguments.of(422, "{}", Refused.class, Refused.class),
                Arguments.of(429, "", Deferred.class, Deferred.class),
                Arguments.of(500, "", Deferred.class, Deferred.class),
                Arguments.of(503, "<html>", Deferred.class, Deferred.class));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void changesAreAskedForAgainUntilTheyAreThere(
            int status, String body, Class<? extends Outcome> edit, Class<? extends Outcome> delete) {
        assertInstanceOf(edit, answers.toEdit(answer(status, body, Map.of()), KNOWN));
        assertInstanceOf(delete, answers.toDelete(answer(status, body, Map.of())));
    }

    @Test
    void aChangeWhoseAnswerWasLostIsAskedForAgain() {
        assertInstanceOf(Deferred.class, answers.toEdit(new Answer.Lost("silence"), KNOWN));
        assertInstanceOf(Deferred.class, answers.toDelete(new Answer.Lost("silence")));
        assertInstanceOf(Deferred.class, answers.toDelete(new Answer.NotSent("no connection")));
    }

    @Test
    void reasonsQuoteTheServer() {
        var body = "{\"error\":\"Validation failed: Text character limit of 500 exceeded\"}";
        var refused = assertInstanceOf(Refused.class, answers.toPost(answer(422, body, Map.of())));
        assertTrue(refused.reason().contains("limit of 500 exceeded"), refused.reason());
    }

    private static void assertBetween(Instant earliest, Instant moment, Duration room) {
        assertTrue(moment.isAfter(earliest) && !moment.isAfter(earliest.plus(room)), moment::toString);
    }

    private static Answer answer(int status, String body, Map<String, String> headers) {
        var all = new java.util.HashMap<String, List<String>>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        return new Answer.Answered(status, HttpHeaders.of(all, (_, _) -> true), body.getBytes(UTF_8));
    }
}
