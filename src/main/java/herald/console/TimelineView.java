package herald.console;

import herald.markdown.Html;
import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * Everything that has been said of an incident, and who has been told.
 *
 * @param entries the newest first
 * @param waiting whether a receipt may still change by itself
 */
public record TimelineView(String incident, List<Entry> entries, boolean waiting) {

    /**
     * One update.
     *
     * @param shown when it is shown as posted; null where that is when it was
     * @param quiet whether nobody was notified
     * @param withdrawn when its words were taken back; null unless they were
     * @param leaves when the first of its posts leaves; null when none waits for the time to take it back
     */
    public record Entry(
            String code,
            String stage,
            When posted,
            @Nullable When shown,
            String author,
            boolean quiet,
            @Nullable When withdrawn,
            @Nullable When leaves,
            List<Words> words,
            List<Change> changes,
            List<Earlier> earlier,
            List<Receipt> receipts) {}

    /** An update's words in one language. */
    public record Words(String language, String languageName, Html html) {}

    /** What an update did to one component; both are the same where it only names it. */
    public record Change(String name, String from, String to) {}

    /** Words that an edit has replaced. */
    public record Earlier(String languageName, String text, When written, String author) {}

    /**
     * What became of an update at one target.
     *
     * @param at when that was
     * @param text exactly as it goes or went out; null until it is fixed
     * @param kind {@code post}, {@code edit}, {@code delete} or {@code root}
     * @param waits whether it has never been tried, so that its words can still be changed
     * @param corrections what can be done about it once it is out: {@code edit}, {@code repost}, {@code follow_up}, {@code delete}
     * @param next when it is tried or looked for again; null when only staff can move it
     */
    public record Receipt(
            String id,
            String target,
            String channel,
            String state,
            When at,
            int attempts,
            @Nullable When next,
            @Nullable String text,
            @Nullable String permalink,
            @Nullable String error,
            boolean stuck,
            boolean movable,
            String kind,
            boolean waits,
            List<String> corrections) {}
}
