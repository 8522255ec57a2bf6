package herald.theme;

/**
 * One day of a month's calendar.
 *
 * @param number 1 to 31
 * @param status the worst of the day, a component status, or {@code no_data} before the component was counted and for days to come
 * @param label "5 May 2021: Partial outage, 2 hours 21 minutes"
 */
public record CalendarDay(int number, String status, String label) {}
