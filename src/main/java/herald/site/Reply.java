package herald.site;

import herald.publish.PageSnapshot;
import io.micronaut.core.annotation.Nullable;

/** What a reader gets, whatever it travels over. */
sealed interface Reply {

    /** @param bodiless whether only the headers were asked for */
    record Whole(Answer answer, Form form, boolean bodiless) implements Reply {}

    /**
     * The stream of changes of a page.
     *
     * @param lastEventId the last event the reader has seen; null for none
     */
    record Changes(PageSnapshot page, @Nullable String lastEventId) implements Reply {}

    /** In which of its forms an answer goes out. */
    enum Form {
        PLAIN(0),
        GZIP(1),
        /** The reader has it already (RFC 9110 §15.4.5). */
        NOT_MODIFIED(2);

        final int place;

        Form(int place) {
            this.place = place;
        }
    }
}
