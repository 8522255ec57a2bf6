package herald.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** X's rate windows: each opens with its first request and counts until it closes. */
final class XWindows {
    static final Duration QUARTER = Duration.ofMinutes(15);
    static final Duration DAY = Duration.ofHours(24);

    private final Clock clock;
    private final Map<String, Count> counts = new HashMap<>();

    XWindows(Clock clock) {
        this.clock = clock;
    }

    /**
     * One window that a request counts in.
     *
     * @param header what its three headers begin with
     * @param of whose requests it counts
     */
    record Window(String header, String of, Duration length, int limit) {}

    private record Count(int used, Instant reset) {}

    /** Counts one request in every window, or in none and answers false, if one of them is used up. */
    synchronized boolean take(List<Window> windows) {
        if (windows.stream().anyMatch(it -> current(it).used() >= it.limit())) return false;
        for (var window : windows) {
            var count = current(window);
            counts.put(key(window), new Count(count.used() + 1, count.reset()));
        }
        return true;
    }

    synchronized Map<String, String> headers(List<Window> windows) {
        var headers = new LinkedHashMap<String, String>();
        for (var window : windows) {
            var count = current(window);
            headers.put(window.header() + "-limit", "" + window.limit());
            headers.put(window.header() + "-remaining", "" + Math.max(0, window.limit() - count.used()));
            headers.put(window.header() + "-reset", "" + count.reset().getEpochSecond());
        }
        return headers;
    }

    private Count current(Window window) {
        var now = clock.instant();
        var count = counts.get(key(window));
        return count == null || !now.isBefore(count.reset()) ? new Count(0, now.plus(window.length())) : count;
    }

    private static String key(Window window) {
        return window.header() + ' ' + window.of();
    }
}
