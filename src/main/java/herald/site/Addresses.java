package herald.site;

import herald.publish.PageSnapshot;
import java.util.regex.Pattern;

/** What the query of a public address means; keys that mean nothing here change nothing. */
final class Addresses {

    private static final Pattern IN_PAGES = Pattern.compile(".*/(history|history\\.json|uptime|uptime/[^/]+)");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,5}");
    private static final Pattern SNAPSHOT = Pattern.compile("([0-9]{1,18})\\.([0-9]{1,18})");

    private Addresses() {}

    /** Statuspage's {@code /history?page=2} is our {@code /history/2}. */
    static String numbered(String path, String query) {
        var number = query.isEmpty() || !IN_PAGES.matcher(path).matches() ? "" : value(query, "page");
        if (!NUMBER.matcher(number).matches() || number.equals("1")) {
            return path;
        }
        return path.endsWith(".json")
                ? path.substring(0, path.length() - ".json".length()) + "/" + number + ".json"
                : path + "/" + number;
    }

    /** Whether {@code ?at=} names a snapshot that is newer than {@code page}. */
    static boolean isAhead(String query, PageSnapshot page) {
        var id = SNAPSHOT.matcher(query.isEmpty() ? "" : value(query, "at"));
        if (!id.matches()) {
            return false;
        }
        long version = Long.parseLong(id.group(1));
        return version > page.version()
                || (version == page.version()
                        && Long.parseLong(id.group(2)) > page.renderedAt().toEpochMilli());
    }

    /** Empty for none. */
    private static String value(String query, String key) {
        for (var pair : query.split("&")) {
            if (pair.startsWith(key) && pair.startsWith("=", key.length())) {
                return pair.substring(key.length() + 1);
            }
        }
        return "";
    }
}
