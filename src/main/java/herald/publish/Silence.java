package herald.publish;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;

/**
 * What a page says of itself when nothing has been heard from the database for a while. The words are in it from the start, in its
 * own language and hidden; here they are shown.
 */
final class Silence {

    private static final String HIDDEN = " hidden data-silent";
    private static final String SHOWN = " data-silent";

    /** Fronts and lists first, then the newest incidents: what readers look at while something is wrong. */
    private static final int MOST_PAGES = 300;

    private Silence() {}

    /** {@code page} with the words shown; its documents that are not pages are as they were. */
    static PageSnapshot shownIn(PageSnapshot page, Instant now) {
        var documents = new LinkedHashMap<>(page.documents());
        page.documents().entrySet().stream()
                .filter(entry -> entry.getValue().isHtml())
                .sorted(Comparator.comparing(entry -> isOfOne(entry.getKey())))
                .limit(MOST_PAGES)
                .forEach(entry -> documents.put(entry.getKey(), shownIn(entry.getValue())));
        return page.with(documents, now);
    }

    /** Of one incident or component: there are very many. */
    private static boolean isOfOne(String path) {
        return path.contains("/incidents/") || path.contains("/uptime/");
    }

    private static Document shownIn(Document page) {
        var text = new String(page.bytes(), StandardCharsets.UTF_8);
        int at = text.indexOf(HIDDEN);
        return at < 0 ? page : Document.html(text.substring(0, at) + SHOWN + text.substring(at + HIDDEN.length()));
    }
}
