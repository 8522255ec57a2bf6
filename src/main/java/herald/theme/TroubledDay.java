package herald.theme;

import java.util.List;

/**
 * A day on which a component was not operational throughout, for those who cannot see bars, and for who wants to know more.
 *
 * @param iso {@code 2021-05-05}
 * @param text "5 May 2021"
 * @param status the worst of the day
 * @param lengths "Major outage: 2 hours 21 minutes", one for each status, the worst first
 * @param incidents that touched the component on that day; empty for a change outside any
 */
public record TroubledDay(String iso, String text, Label status, List<String> lengths, List<LinkView> incidents) {}
