package herald.theme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final Instant POSTED = Instant.parse("2021-05-05T13:08:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | 5 May 2021 at 22:08 KST",
                "en-US | May 5, 2021 at 22:08 KST",
                "ko | 2021년 5월 5일 22:08 KST",
                "ja | 2021年5月5日 22:08 KST",
                "de | 5. Mai 2021 um 22:08 KST",
                "th | 5 พฤษภาคม 2021 เวลา 22:08 น. KST",
                "ar | 5 مايو 2021 في 22:08 KST"
            })
    void aMomentNamesItsZone(String language, String text) {
        var moment = words(language).moment(POSTED, SEOUL);
        assertEquals("2021-05-05T13:08:00Z", moment.iso());
        assertEquals(text, moment.text());
        assertTrue(moment.time().matches("22:08( น\\.)? KST"), moment.time());
    }

    @Test
    void aSpanNamesTheDayOnce() {
        var words = words("en");
        assertEquals("5 May 2021 at 22:08 – 22:18 KST", plain(words.span(POSTED, POSTED.plusSeconds(600), SEOUL)));
        assertEquals(
                "5 May 2021 at 22:08 – 6 May 2021 at 00:08 KST",
                plain(words.span(POSTED, POSTED.plusSeconds(7200), SEOUL)));
        assertEquals(
                "Since 5 May 2021 at 22:08 KST", words.span(POSTED, null, SEOUL).text());
        assertEquals("2021년 5월 5일 22:08 ~ 22:18 KST", plain(words("ko").span(POSTED, POSTED.plusSeconds(600), SEOUL)));
        assertEquals("2021年5月5日 22:08～22:18 KST", plain(words("ja").span(POSTED, POSTED.plusSeconds(600), SEOUL)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | PT0S | 1 minute",
                "en | PT1H1M | 1 hour, 1 minute",
                "en | PT2H21M59S | 2 hours, 21 minutes",
                "en | P2DT3H4M | 2 days, 3 hours",
                "en | P2DT4M | 2 days, 4 minutes",
                "ko | PT2H21M | 2시간 21분",
                "ja | PT2H21M | 2 時間 21 分",
                "ru | PT2H21M | 2 часа 21 минута",
                "ar | PT2H | ساعتان"
            })
    void aLengthIsSaidAsPeopleSayIt(String language, Duration length, String text) {
        assertEquals(text, words(language).length(length));
    }

    @Test
    void monthsAndWeekdaysAreTheLanguagesOwn() {
        var march = YearMonth.of(2021, 3);
        assertEquals("March – May 2021", words("en").months(march, march.plusMonths(2)));
        assertEquals("2021년 3월~5월", words("ko").months(march, march.plusMonths(2)));
        assertEquals("2021年3月", words("ja").months(march, march));
        assertEquals(DayOfWeek.MONDAY, words("en").firstDayOfWeek());
        assertEquals(DayOfWeek.SUNDAY, words("ko").firstDayOfWeek());
        assertEquals(DayOfWeek.SATURDAY, words("ar").firstDayOfWeek());
        assertEquals("Sun", words("en").weekday(DayOfWeek.SUNDAY));
        assertEquals("일", words("ko").weekday(DayOfWeek.SUNDAY));
        assertEquals("月", words("ja").weekday(DayOfWeek.MONDAY));
    }

    @Test
    void aListIsJoinedAsTheLanguageJoins() {
        assertEquals("Messages, calls and photos", words("en").list(List.of("Messages", "calls", "photos")));
        assertEquals("메시지 및 통화", words("ko").list(List.of("메시지", "통화")));
        assertEquals("メッセージ、通話", words("ja").list(List.of("メッセージ", "通話")));
        assertEquals("", words("en").list(List.of()));
    }

    @Test
    void languagesAreNamedByTheirSpeakers() {
        assertEquals("日本語", Messages.ownName("ja"));
        assertEquals("Português (Brasil)", Messages.ownName("pt-BR"));
        assertEquals("Japanese", words("en").name("ja"));
        assertEquals("일본어", words("ko").name("ja"));
    }

    @ParameterizedTest
    @CsvSource({"ar,rtl", "he,rtl", "fa,rtl", "ur,rtl", "ckb,rtl", "ko,ltr", "az-Arab,rtl", "az,ltr"})
    void theWayALanguageRunsIsKnown(String language, String direction) {
        assertEquals(direction, words(language).direction());
    }

    @Test
    void manyThreadsMaySpeakAtOnce() throws Exception {
        var words = words("en");
        var expected = words.moment(POSTED, SEOUL).text() + words.uptimeSummary("1%", 90, 2);
        try (var threads = Executors.newFixedThreadPool(8)) {
            var said = new ArrayList<Future<Boolean>>();
            for (int i = 0; i < 200; i++) {
                long other = i;
                said.add(threads.submit(() -> {
                    words.moment(POSTED.plusSeconds(other * 86_400), SEOUL);
                    words.uptimeSummary("1%", (int) other, other);
                    return (words.moment(POSTED, SEOUL).text() + words.uptimeSummary("1%", 90, 2)).equals(expected);
                }));
            }
            for (var each : said) {
                assertTrue(each.get());
            }
        }
    }

    @Test
    void wordsThatTakeNoNumberNeedNoIcu() throws Exception {
        var classPath = System.getProperty("java.class.path");
        var process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-verbose:class",
                        "-cp",
                        classPath,
                        PlainWords.class.getName())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(output.contains("Resolved Next update by 22:38 KST"), output);
        assertFalse(output.contains("com.ibm.icu"), "ICU was loaded");
    }

    /** What the process that renders templates mostly does. */
    public static final class PlainWords {
        private PlainWords() {}

        public static void main(String[] arguments) throws IOException {
            var english = new Properties();
            try (var file = Messages.class.getResourceAsStream("/themes/default/messages_en.properties")) {
                english.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            }
            var words = Messages.of(_ -> english, "en");
            IO.println(words.get("stage.resolved") + " " + words.get("promise.next", "22:38 KST"));
        }
    }

    @Test
    void aPromiseThatHasPassedIsSaidToBeLate() {
        var words = words("en");
        var at = POSTED.plusSeconds(1800);
        assertEquals(
                "Next update by 22:38 KST", words.promise(at, POSTED, SEOUL).text());
        var late = words.promise(at, at.plusSeconds(1), SEOUL);
        assertTrue(late.lapsed());
        assertEquals("The next update promised for 22:38 KST is late", late.text());
    }

    @Test
    void aTextIsChosenInTheReadersLanguageThenThePagesFirstThenAny() {
        var texts = new LinkedHashMap<String, String>();
        texts.put("ja", "障害");
        texts.put("ko", "장애");
        assertEquals(new LocalText("장애", "ko", "Only in Korean"), words("en").choose(texts, "ko"));
        assertEquals(new LocalText("障害", "ja", "Only in Japanese"), words("en").choose(texts, "de"));
        assertNull(words("ja").choose(texts, "ko").note());
    }

    @ParameterizedTest
    @CsvSource({"1,100%", "0.99999,99.99%", "0.9998,99.98%", "0.29,29%", "0,0%"})
    void aHundredPercentIsSaidOfAHundredOnly(double share, String text) {
        assertEquals(text, words("en").percent(share));
        assertEquals(text.replace('.', ',').replace("%", "\u00A0%"), words("de").percent(share));
    }

    @Test
    void barsAreSaidInWords() {
        var words = words("en");
        assertEquals("99.98% in the last 90 days; 2 days with problems", words.uptimeSummary("99.98%", 90, 2));
        assertEquals("100% in the last 90 days; no days with problems", words.uptimeSummary("100%", 90, 0));
        assertEquals("99% in the last 1 day; 1 day with problems", words.uptimeSummary("99%", 1, 1));
        assertEquals("최근 90일 가동률 99.98%, 장애가 있던 날 2일", words("ko").uptimeSummary("99.98%", 90, 2));
        assertEquals("過去90日間の稼働率100%、障害なし", words("ja").uptimeSummary("100%", 90, 0));
        var day = LocalDate.of(2021, 5, 5);
        assertEquals(
                "5 May 2021: Partial outage, 2 hours, 21 minutes",
                words.uptimeDay(day, day, words.status("partial_outage"), Duration.ofMinutes(141)));
        assertEquals(
                "3 May 2021 – 5 May 2021: Operational",
                words.uptimeDay(day.minusDays(2), day, words.status("operational"), null));
    }

    @Test
    void aLanguageWithoutWordsSpeaksEnglish() {
        assertEquals("Resolved", words("fr").stage("resolved").text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ko", "ja"})
    void everyCodeHasItsWord(String language) {
        var words = words(language);
        for (var code :
                "operational degraded_performance partial_outage major_outage under_maintenance no_data".split(" ")) {
            words.status(code);
        }
        for (var code : "investigating identified delayed monitoring resolved scheduled in_progress verifying completed"
                .split(" ")) {
            words.stage(code);
        }
        for (var code : "none minor major critical maintenance".split(" ")) {
            words.impact(code);
        }
        Messages.BANNERS.forEach(words::banner);
        for (var code : "all most some few".split(" ")) {
            words.scope(code);
        }
    }

    private static String plain(Span span) {
        return span.text().replace('\u00A0', ' ');
    }

    private static Messages words(String language) {
        return ThemeFixtures.RENDERER.theme("default").messages(language);
    }
}
