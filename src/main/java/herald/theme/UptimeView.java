package herald.theme;

import java.util.List;

/**
 * A component's last days as bars.
 *
 * @param days how many bars, 90
 * @param percent "99.98 %"
 * @param summary the same for those who cannot see bars, "99.98 % in the last 90 days; 2 days with problems"
 * @param runs cover all days, oldest first
 */
public record UptimeView(int days, String percent, String summary, List<UptimeRun> runs) {}
