package herald.theme;

/**
 * Neighbouring days with the same worst status, drawn as that many bars.
 *
 * @param start days after the first day shown, from 0
 * @param days how many, from 1
 * @param status a component status, or {@code no_data}
 * @param label for the tooltip, "5 May 2021: Partial outage, 2 hours 21 minutes"
 */
public record UptimeRun(int start, int days, String status, String label) {}
