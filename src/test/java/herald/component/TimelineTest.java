package herald.component;

import static herald.component.ComponentStatus.DEGRADED_PERFORMANCE;
import static herald.component.ComponentStatus.MAJOR_OUTAGE;
import static herald.component.ComponentStatus.OPERATIONAL;
import static herald.component.ComponentStatus.PARTIAL_OUTAGE;
import static herald.component.ComponentStatus.UNDER_MAINTENANCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.core.annotation.Nullable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final Instant DAY = Instant.parse("2021-05-05T00:00:00Z");
    private static final Instant NEXT = DAY.plus(Duration.ofDays(1));
    private static final long INCIDENT = 7;

    @Test
    void aComponentThatNeverChangedWasUpAllDay() {
        var day = Timeline.of(List.of(), List.of(), Instant.EPOCH).between(DAY, NEXT);
        assertEquals(Map.of(OPERATIONAL, Duration.ofDays(1)), day.lengths());
        assertEquals(OptionalDouble.of(100), day.uptime());
    }

    @Test
    void nothingIsKnownOfTheTimeBeforeItWasCounted() {
        var timeline = Timeline.of(List.of(), List.of(), DAY.plusSeconds(3600));
        assertEquals(Tally.NOTHING, timeline.between(DAY.minusSeconds(60), DAY));
        assertEquals(Duration.ofHours(23), timeline.between(DAY, NEXT).of(OPERATIONAL));
        assertEquals(OptionalDouble.empty(), Tally.NOTHING.uptime());
    }

    @Test
    void majorCountsWholePartialThreeTenthsTheRestNothing() {
        var timeline = Timeline.of(
                List.of(
                        change(null, MAJOR_OUTAGE, 0),
                        change(null, PARTIAL_OUTAGE, 1),
                        change(null, DEGRADED_PERFORMANCE, 2),
                        change(null, UNDER_MAINTENANCE, 3),
                        change(null, OPERATIONAL, 4)),
                List.of(),
                Instant.EPOCH);
        var day = timeline.between(DAY, NEXT);
        assertEquals(100 * (1 - 1.3 / 24), day.uptime().orElseThrow(), 1e-9);
        assertEquals(MAJOR_OUTAGE, day.worst().orElseThrow());
    }

    @Test
    void whatUsersFeltReplacesWhenStaffPressedTheButtons() {
        var timeline = Timeline.of(
                List.of(change(INCIDENT, MAJOR_OUTAGE, 5), change(INCIDENT, OPERATIONAL, 9)),
                List.of(felt(2, 4, MAJOR_OUTAGE, 9)),
                Instant.EPOCH);
        assertEquals(Duration.ofHours(2), timeline.between(DAY, NEXT).of(MAJOR_OUTAGE));
        assertEquals(Duration.ZERO, timeline.between(at(4), at(12)).of(MAJOR_OUTAGE));
    }

    @Test
    void aChangeOutsideTheIncidentStillCounts() {
        var timeline = Timeline.of(
                List.of(
                        change(INCIDENT, MAJOR_OUTAGE, 5),
                        change(null, DEGRADED_PERFORMANCE, 6),
                        change(INCIDENT, OPERATIONAL, 9)),
                List.of(felt(2, 4, MAJOR_OUTAGE, 9)),
                Instant.EPOCH);
        assertEquals(Duration.ofHours(3), timeline.between(DAY, NEXT).of(DEGRADED_PERFORMANCE));
        assertTrue(timeline.isQuietAfter(at(9)));
    }

    @Test
    void aComponentThatAClosedIncidentLeftRedIsRed() {
        var timeline = Timeline.of(
                List.of(change(INCIDENT, MAJOR_OUTAGE, 5)),
                List.of(new Impairment(INCIDENT, at(2), at(4), MAJOR_OUTAGE, at(9), MAJOR_OUTAGE)),
                Instant.EPOCH);
        assertEquals(Duration.ofHours(2 + 15), timeline.between(DAY, NEXT).of(MAJOR_OUTAGE));
        assertFalse(timeline.isQuietAfter(NEXT));
    }

    @Test
    void theMomentBetweenClosingAndTheButtonIsNoOutage() {
        var late = new ComponentStatusChange(9L, 1, INCIDENT, MAJOR_OUTAGE, OPERATIONAL, at(9).plusMillis(4));
        var timeline = Timeline.of(
                List.of(change(INCIDENT, MAJOR_OUTAGE, 5), late), List.of(felt(2, 4, MAJOR_OUTAGE, 9)), Instant.EPOCH);
        assertEquals(Duration.ZERO, timeline.between(at(4), NEXT).of(MAJOR_OUTAGE));
    }

    @Test
    void ofTwoThingsAtOnceTheWorseCounts() {
        var timeline = Timeline.of(
                List.of(),
                List.of(
                        felt(2, 6, PARTIAL_OUTAGE, 6),
                        new Impairment(8, at(3), at(4), MAJOR_OUTAGE, at(4), OPERATIONAL),
                        new Impairment(9, at(3), at(8), UNDER_MAINTENANCE, at(8), OPERATIONAL)),
                Instant.EPOCH);
        var day = timeline.between(DAY, NEXT);
        assertEquals(Duration.ofHours(1), day.of(MAJOR_OUTAGE));
        assertEquals(Duration.ofHours(3), day.of(PARTIAL_OUTAGE));
        assertEquals(Duration.ofHours(2), day.of(UNDER_MAINTENANCE));
    }

    @Test
    void whatIsNotOverGoesOn() {
        var timeline = Timeline.of(
                List.of(change(INCIDENT, MAJOR_OUTAGE, 5)),
                List.of(new Impairment(INCIDENT, at(2), null, MAJOR_OUTAGE, null, MAJOR_OUTAGE)),
                Instant.EPOCH);
        assertEquals(Duration.ofHours(22), timeline.between(DAY, NEXT).of(MAJOR_OUTAGE));
        assertFalse(timeline.isQuietAfter(at(3)));
    }

    @Test
    void thePartsOfADayMakeTheDay() {
        var timeline = Timeline.of(
                IntStream.range(0, 24)
                        .mapToObj(hour ->
                                change(null, List.of(ComponentStatus.values()).get(hour % 5), hour))
                        .toList(),
                List.of(felt(2, 4, MAJOR_OUTAGE, 9)),
                Instant.EPOCH);
        var hours = IntStream.range(0, 24)
                .mapToObj(hour -> timeline.between(at(hour), at(hour + 1)))
                .toList();
        assertEquals(timeline.between(DAY, NEXT), Tally.sum(hours));
    }

    private static Instant at(int hour) {
        return DAY.plus(Duration.ofHours(hour));
    }

    private static Impairment felt(int from, int until, ComponentStatus status, int closed) {
        return new Impairment(INCIDENT, at(from), at(until), status, at(closed), OPERATIONAL);
    }

    private static ComponentStatusChange change(@Nullable Long incident, ComponentStatus to, int hour) {
        return new ComponentStatusChange((long) hour, 1, incident, null, to, at(hour));
    }
}
