package herald.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.component.ComponentStatus;
import herald.incident.Stage;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryJsonTest {

    @Test
    void aPageHasThePropsOfTheRealOne() throws IOException {
        var page = page(PageFixture.aPage().with(story(1, "2021-05-05T13:08:00Z", "2021-05-05T15:20:00Z")), 1);
        assertEquals(
                List.of("page_status", "components", "component_filter", "months", "start_time", "end_time"),
                List.copyOf(page.keySet()));
        assertEquals(null, page.get("component_filter"));
        assertEquals(
                List.of("id", "name", "url", "time_zone", "updated_at"),
                List.copyOf(map(map(page.get("page_status")).get("page")).keySet()));
        assertEquals("2021-03-01T00:00:00.000+09:00", page.get("start_time"));
        assertEquals("2021-05-31T23:59:59.999+09:00", page.get("end_time"));
        var may = list(page.get("months")).getFirst();
        assertEquals(List.of("name", "year", "starts_on", "days", "incidents"), List.copyOf(may.keySet()));
        assertEquals(List.of("May", 2021, 6, 31), List.copyOf(may.values()).subList(0, 4));
        assertEquals(
                Map.of(
                        "code", "incident0001",
                        "name", "로그인 장애",
                        "message", "복구되었습니다.",
                        "impact", "minor",
                        "timestamp",
                                "May <var data-var='date'>5</var>, <var data-var='time'>22:08</var> - May <var"
                                        + " data-var='date'>6</var>, <var data-var='time'>00:20</var> KST"),
                list(may.get("incidents")).getFirst());
    }

    @Test
    void theTimestampNamesADayOnceAndAMomentOnce() throws IOException {
        var sameDay = page(PageFixture.aPage().with(story(1, "2021-05-05T01:00:00Z", "2021-05-05T02:30:00Z")), 1);
        assertEquals(
                "May <var data-var='date'>5</var>, <var data-var='time'>10:00</var> - <var"
                        + " data-var='time'>11:30</var> KST",
                incidents(sameDay).getFirst().get("timestamp"));
        var open = PageFixture.aPage()
                .with(PageFixture.story(1)
                        .says(Stage.INVESTIGATING, PageFixture.NIGHT, "확인하고 있습니다.")
                        .story());
        assertEquals(
                "May <var data-var='date'>5</var>, <var data-var='time'>22:08</var> KST",
                incidents(page(open, 1)).getFirst().get("timestamp"));
    }

    @Test
    void anIncidentIsFiledUnderTheMonthItEndedInThePagesZone() throws IOException {
        var page = page(PageFixture.aPage().with(story(1, "2021-03-31T10:00:00Z", "2021-03-31T15:30:00Z")), 1);
        assertEquals(
                List.of(0, 1, 0),
                list(page.get("months")).stream()
                        .map(month -> list(month.get("incidents")).size())
                        .toList(),
                "half past midnight of the first of April in Seoul");
    }

    @Test
    void afterTheOldestComesOneMorePageOfEmptyMonths() {
        var documents = PageFixture.documents(
                PageFixture.aPage()
                        .with(story(1, "2020-12-10T10:00:00Z", "2020-12-10T11:00:00Z"))
                        .data(),
                PageFixture.NIGHT);
        assertTrue(documents.containsKey("/history/2.json"));
        assertTrue(documents.containsKey("/history/3.json"));
        assertFalse(documents.containsKey("/history/4.json"));
        assertFalse(documents.containsKey("/history/1.json"));
    }

    @Test
    void everyIncidentIsFoundByWalkingThePages() throws IOException {
        var fixture = PageFixture.aPage().past(300, Duration.ofDays(2));
        var codes = new ArrayList<Object>();
        for (int number = 1; ; number++) {
            var some = incidents(page(fixture, number));
            if (some.isEmpty()) {
                break;
            }
            some.forEach(incident -> codes.add(incident.get("code")));
        }
        assertEquals(300, codes.stream().distinct().count());
        assertEquals("incident0001", codes.getFirst());
    }

    @Test
    void anOldPageRestsWhenTheStatusPageChanges() {
        var fixture = PageFixture.aPage().past(80, Duration.ofDays(2)).components(5, ComponentStatus.OPERATIONAL);
        var before = PageFixture.render(fixture.data(), PageFixture.NIGHT, Rendering.nothing(), Duration.ZERO);
        var later = PageFixture.NIGHT.plusSeconds(60);
        var after = PageFixture.render(
                fixture.version(2)
                        .now(later)
                        .components(5, ComponentStatus.PARTIAL_OUTAGE)
                        .data(),
                later,
                before,
                Duration.ZERO);
        assertSame(before.documents().get("/history/2.json"), after.documents().get("/history/2.json"));
    }

    private static herald.incident.Story story(long id, String from, String until) {
        return PageFixture.story(id)
                .says(Stage.INVESTIGATING, Instant.parse(from), "확인하고 있습니다.")
                .says(Stage.RESOLVED, Instant.parse(until), "복구되었습니다.")
                .story();
    }

    private static List<Map<String, Object>> incidents(Map<String, Object> page) {
        return list(page.get("months")).stream()
                .flatMap(month -> list(month.get("incidents")).stream())
                .toList();
    }

    private static Map<String, Object> page(PageFixture fixture, int number) throws IOException {
        var path = Quarters.path("history", ".json", number);
        var bytes = PageFixture.documents(fixture.data(), PageFixture.NIGHT)
                .get(path)
                .bytes();
        return JsonMapper.createDefault().readValue(bytes, Argument.mapOf(String.class, Object.class));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Object value) {
        return (List<Map<String, Object>>) value;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
