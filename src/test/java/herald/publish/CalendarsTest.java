package herald.publish;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import herald.incident.Stage;
import herald.publish.PageFixture.StoryFixture;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.Test;

class CalendarsTest {

    private static final Instant BEGIN = Instant.parse("2021-05-10T15:00:00Z");
    private static final Instant END = Instant.parse("2021-05-10T19:00:00Z");

    @Test
    void aPlannedMaintenanceStandsInBothCalendarsAsPlanned() throws Exception {
        var page = PageFixture.aPage().with(planned().story()).past(1, Duration.ofDays(2));
        assertEquals(2, calendar(page, "/history.ics").getComponents("VEVENT").size());
        var calendar = calendar(page, "/maintenances.ics");
        assertEquals(
                "Talk & Co", calendar.getProperty("X-WR-CALNAME").orElseThrow().getValue());
        var event = event(calendar);
        assertEquals("incident0009@0123456789bc", value(event, "UID"));
        assertEquals("20210510T150000Z", value(event, "DTSTART"));
        assertEquals("20210510T190000Z", value(event, "DTEND"));
        assertEquals("20210505T130800Z", value(event, "DTSTAMP"));
        assertEquals("정기 점검, 데이터베이스; \\o/", value(event, "SUMMARY"));
        assertEquals("CONFIRMED", value(event, "STATUS"));
        assertEquals("https://status.example.com/incidents/incident0009", value(event, "URL"));
        assertTrue(value(event, "DESCRIPTION").startsWith("예정 · 2021년 5월 5일 22:08 KST\n점검합니다."));
    }

    @Test
    void eachChangeRaisesTheSequenceAndKeepsTheName() throws Exception {
        var before = event(calendar(PageFixture.aPage().with(planned().story()), "/maintenances.ics"));
        var changed = planned()
                .says(Stage.SCHEDULED, PageFixture.NIGHT.plusSeconds(60), "한 시간 뒤로 미룹니다.")
                .planned(BEGIN.plusSeconds(3600), END.plusSeconds(3600));
        var after = event(calendar(PageFixture.aPage().with(changed.story()), "/maintenances.ics"));
        assertEquals(value(before, "UID"), value(after, "UID"));
        assertTrue(Integer.parseInt(value(after, "SEQUENCE")) > Integer.parseInt(value(before, "SEQUENCE")));
        assertEquals("20210510T160000Z", value(after, "DTSTART"));
    }

    @Test
    void whatIsClosedWithoutHavingBegunWasCancelled() throws Exception {
        var called = planned().says(Stage.COMPLETED, PageFixture.NIGHT.plusSeconds(60), "점검을 취소합니다.");
        var event = event(calendar(PageFixture.aPage().with(called.story()), "/maintenances.ics"));
        assertEquals("CANCELLED", value(event, "STATUS"));
        assertEquals("20210510T190000Z", value(event, "DTEND"));
        var early = planned()
                .says(Stage.IN_PROGRESS, BEGIN.minusSeconds(600), "먼저 시작합니다.")
                .says(Stage.COMPLETED, BEGIN.minusSeconds(60), "끝났습니다.");
        assertEquals(
                "CONFIRMED",
                value(event(calendar(PageFixture.aPage().with(early.story()), "/maintenances.ics")), "STATUS"));
    }

    @Test
    void anOpenIncidentHasNoEndYet() throws Exception {
        var open = PageFixture.story(3).says(Stage.INVESTIGATING, PageFixture.NIGHT, "확인하고 있습니다.");
        var event = event(calendar(PageFixture.aPage().with(open.story()), "/history.ics"));
        assertFalse(event.getProperty("DTEND").isPresent());
    }

    @Test
    void anEmptyCalendarIsStillOne() throws Exception {
        assertEquals(
                0,
                calendar(PageFixture.aPage(), "/maintenances.ics")
                        .getComponents("VEVENT")
                        .size());
    }

    @Test
    void aQuietCalendarKeepsItsBytes() {
        var page = PageFixture.aPage().with(planned().story()).past(3, Duration.ofDays(2));
        var now = PageFixture.documents(page.data(), PageFixture.NIGHT);
        var later = PageFixture.documents(
                page.version(2).now(PageFixture.NIGHT.plusSeconds(7200)).data(), PageFixture.NIGHT.plusSeconds(7200));
        assertArrayEquals(
                now.get("/history.ics").bytes(), later.get("/history.ics").bytes());
    }

    private static StoryFixture planned() {
        return PageFixture.story(9)
                .named("정기 점검, 데이터베이스; \\o/")
                .planned(BEGIN, END)
                .says(Stage.SCHEDULED, PageFixture.NIGHT, "점검합니다.");
    }

    private static Calendar calendar(PageFixture page, String path) throws Exception {
        var bytes =
                PageFixture.documents(page.data(), PageFixture.NIGHT).get(path).bytes();
        var calendar = new CalendarBuilder().build(new ByteArrayInputStream(bytes));
        calendar.validate(true);
        return calendar;
    }

    private static VEvent event(Calendar calendar) {
        return calendar.<VEvent>getComponents("VEVENT").getFirst();
    }

    private static String value(VEvent event, String property) {
        return event.getProperty(property).orElseThrow().getValue();
    }
}
