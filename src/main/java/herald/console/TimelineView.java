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
     */
    public record Entry(
            String code,
            String stage,
            When posted,
            @Nullable When shown,
            String author,
            boolean quiet,
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
            boolean movable) {}
}
