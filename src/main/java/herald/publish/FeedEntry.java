package herald.publish;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * An incident or a maintenance as feeds tell it.
 *
 * @param id the same for ever, as long as the page keeps its name
 * @param address of its page in the first language
 * @param published when its latest update is shown as posted
 * @param html everything that was said, the newest first, in the shape of Statuspage's feeds
 * @param text the same as people read it without markup
 */
record FeedEntry(
        String id, String address, String title, Instant published, Instant updated, String html, String text) {

    /** In whole seconds (RFC 3339). */
    static String time(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
