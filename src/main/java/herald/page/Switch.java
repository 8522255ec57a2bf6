package herald.page;

import java.util.Locale;

/** A setting of a page that is on or off; off until somebody turns it on. */
public enum Switch {
    /** Nothing leaves for the page's targets; the page itself goes on. */
    MIRRORS_HELD,
    /** The public incident page says where else an update was posted. */
    RECEIPTS_SHOWN;

    /** As the database and the API write it, such as {@code mirrors_held}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
