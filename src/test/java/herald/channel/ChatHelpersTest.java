package herald.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import herald.channel.http.AddressGate;
import herald.channel.http.RetryAfter;
import herald.testing.Chats;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What several chats share. */
class ChatHelpersTest {

    @Test
    void aCardTellsOnlyWhatTheWordsDoNot() {
        var card = Chats.card();
        assertEquals(List.of("메시지 · PC 로그인", "다음 안내는 22:40 KST까지 드리겠습니다"), card.unsaidIn("메시지"));
        assertEquals(List.of(), card.unsaidIn("영향: 메시지 및 PC 로그인\n다음 안내는 22:40 KST까지 드리겠습니다"));
    }

    @ParameterizedTest
    @CsvSource({"5, 2026-11-22T12:47:05Z", "0.25, 2026-11-22T12:47:00.250Z", "999999999, 2026-11-23T12:47:00Z"})
    void aPauseIsReadInSecondsAndIsADayAtMost(String header, Instant until) {
        assertEquals(Optional.of(until), RetryAfter.of(headers(header), Chats.CLOCK));
    }

    @Test
    void aPauseIsReadAsADateToo() {
        assertEquals(
                Optional.of(Chats.NOW.plus(Duration.ofMinutes(1))),
                RetryAfter.of(headers("Sun, 22 Nov 2026 12:48:00 GMT"), Chats.CLOCK));
        assertEquals(Optional.empty(), RetryAfter.of(headers("Sun, 22 Nov 2026 12:46:00 GMT"), Chats.CLOCK));
    }

    private static HttpHeaders headers(String retryAfter) {
        return HttpHeaders.of(Map.of("Retry-After", List.of(retryAfter)), (_, _) -> true);
    }

    @Test
    void onlyAClosedGateAsksWhoseAnAddressIs() {
        var url = "https://relay.example/x";
        assertEquals(Optional.of("not ours"), new AddressGate(false).problem(url, _ -> false, "not ours"));
        assertEquals(Optional.empty(), new AddressGate(false).problem(url, _ -> true, "not ours"));
        assertEquals(Optional.empty(), new AddressGate(true).problem(url, _ -> false, "not ours"));
    }

    @Test
    void whatIsUncertainIsSentAgainUnlessStaffWantToLook() {
        var resend = Uncertain.of(Chats.account());
        var ask = Uncertain.of(Chats.account("uncertain", "ASK"));
        assertInstanceOf(Outcome.Deferred.class, resend.outcome(Chats.post("w"), "Silence."));
        assertInstanceOf(Outcome.Unconfirmed.class, ask.outcome(Chats.post("w"), "Silence."));
        assertInstanceOf(Outcome.Deferred.class, ask.outcome(Chats.edit("w", "1"), "Silence."));
        assertInstanceOf(Outcome.Deferred.class, ask.outcome(Chats.delete("1"), "Silence."));
    }

    @Test
    void aFirstLineIsAHeadline() {
        assertEquals(new HeadedText("one", "two\nthree"), HeadedText.of("one\n\ntwo\nthree\n"));
        assertEquals(new HeadedText("one", ""), HeadedText.of("one"));
    }

    @Test
    void eachFarSideCountsInItsOwnUnit() {
        assertEquals(2, Measure.utf16(10).weigh("👍"));
        assertEquals(4, Measure.utf8(10).weigh("👍"));
        assertEquals(3, Measure.utf8(10).weigh("가"));
        assertEquals(1, Measure.graphemes(10).weigh("👨‍👩‍👧‍👦"));
    }
}
