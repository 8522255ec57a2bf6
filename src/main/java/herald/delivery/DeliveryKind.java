package herald.delivery;

import java.util.Locale;

/** What a delivery does on the far side. */
public enum DeliveryKind {
    /** A new post. */
    POST,
    /** New words in place of those of an update's post. */
    EDIT,
    /** Takes an update's post back. */
    DELETE,
    /** Brings the first message of the incident to its current state. */
    ROOT;

    /** As the API writes it, such as {@code post}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
