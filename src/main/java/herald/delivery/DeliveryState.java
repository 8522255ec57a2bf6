package herald.delivery;

import java.util.Locale;

/** How far one message to one target has come. */
public enum DeliveryState {
    PENDING,
    SENDING,
    DELIVERED,
    /** It may be out there; nothing is sent again before that is known. */
    UNCONFIRMED,
    FAILED,
    SKIPPED;

    /** As the API writes it, such as {@code unconfirmed}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
