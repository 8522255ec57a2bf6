package herald.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** spec/STATUSPAGE_API.md 0.1 to 0.3 as tables; o, u, d, p, m stand for the statuses. */
class RollUpTest {

    @ParameterizedTest
    @CsvSource({"'', o", "o, o", "oo, o", "ou, u", "ud, d", "dp, p", "pm, m", "moudp, m", "uo, u"})
    void aGroupIsAsBadAsItsWorstChild(String children, char worst) {
        assertEquals(status(worst), ComponentStatus.worstOf(statuses(children)));
    }

    @ParameterizedTest
    @CsvSource({
        "'',     '', none,        All Systems Operational",
        "ooo,    '', none,        All Systems Operational",
        "mmm,    '', critical,    Major System Outage",
        "m,      '', critical,    Major System Outage",
        "ppp,    '', major,       Partial System Outage",
        "p,      '', major,       Partial System Outage",
        "moo,    '', major,       Partial System Outage",
        "mpd,    '', major,       Partial System Outage",
        "ppo,    '', minor,       Minor Service Outage",
        "pdu,    '', minor,       Minor Service Outage",
        "ddd,    '', minor,       Degraded System Service",
        "d,      '', minor,       Partially Degraded Service",
        "ddo,    '', minor,       Partially Degraded Service",
        "du,     '', minor,       Partially Degraded Service",
        "uoo,    '', maintenance, Service Under Maintenance",
        "uuu,    '', maintenance, Service Under Maintenance",
        // An open incident counts only while the components say nothing worse than maintenance.
        "ooo,    minor, minor, Minor Service Outage",
        "ooo,    major, major, Partial System Outage",
        "ooo,    critical, critical, Major System Outage",
        "ooo,    none, none, All Systems Operational",
        "ooo,    minor critical major, critical, Major System Outage",
        "'',     minor, minor, Minor Service Outage",
        "uoo,    major, major, Partial System Outage",
        "uoo,    none, maintenance, Service Under Maintenance",
        "ooo,    maintenance, none, All Systems Operational",
        // bexio: 2 of 10 partial and an incident of impact major, yet the page stays minor.
        "ppoooooooo, major, minor, Minor Service Outage",
        "doo,    critical, minor, Partially Degraded Service",
    })
    void thePageSaysOneOfSevenSentences(String leaves, String impacts, String indicator, String description) {
        assertEquals(new PageStatus(indicator, description), PageStatus.of(statuses(leaves), impacts(impacts)));
    }

    @Test
    void thereAreSevenSentencesAndNoMore() {
        var sentences = new TreeSet<String>();
        for (var leaves : List.of("", "m", "p", "mo", "po", "dd", "do", "u", "o")) {
            for (var impact : Impact.values()) {
                sentences.add(PageStatus.of(statuses(leaves), List.of(impact)).description());
            }
        }
        assertEquals(7, sentences.size(), sentences.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "'', none",
        "ooo, none",
        "m, critical",
        "mm, critical",
        "p, major",
        "pp, major",
        "mo, major",
        "mp, major",
        "po, minor",
        "pd, minor",
        "d, minor",
        "dd, minor",
        "du, minor",
        "u, maintenance",
        "uo, maintenance",
    })
    void anIncidentsImpactFollowsTheSameLadder(String affected, String impact) {
        assertEquals(impact, Impact.of(statuses(affected)).word());
    }

    @Test
    void wordsAreReadAsTheyAreWritten() {
        for (var status : ComponentStatus.values()) {
            assertEquals(status, ComponentStatus.ofWord(status.word()).orElseThrow());
        }
        for (var impact : Impact.values()) {
            assertEquals(impact, Impact.ofWord(impact.word()).orElseThrow());
        }
        assertTrue(Impact.ofWord("MINOR").isEmpty());
    }

    private static List<ComponentStatus> statuses(String letters) {
        return letters.chars().mapToObj(letter -> status((char) letter)).toList();
    }

    private static ComponentStatus status(char letter) {
        return Arrays.stream(ComponentStatus.values())
                .filter(status -> status.word().charAt(0) == letter)
                .findFirst()
                .orElseThrow();
    }

    private static List<Impact> impacts(String words) {
        return Arrays.stream(words.split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> Impact.valueOf(word.toUpperCase(Locale.ROOT)))
                .toList();
    }
}
