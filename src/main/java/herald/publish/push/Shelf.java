package herald.publish.push;

import herald.publish.Document;
import io.micronaut.core.annotation.Nullable;
import java.util.Optional;

/**
 * A place that takes files. Paths have no slash at their beginning; every failure is a {@link PushException}. Told from several
 * threads at once.
 */
interface Shelf extends AutoCloseable {

    /** @param tag names these very bytes, for {@link #replace} */
    record Stored(byte[] bytes, String tag) {}

    /** What alarms call it: "the directory /srv/www". */
    String name();

    /** Looks at once whether it can be written at all; called before anything else. */
    void check();

    /** Held until it is closed. */
    interface Lock extends AutoCloseable {
        @Override
        void close();
    }

    /** Keeps everybody else from writing at {@code place}; empty while another does. */
    Optional<Lock> lock(String place);

    /** Whether {@link #lock} holds, so that nobody else writes meanwhile. */
    boolean locks();

    Optional<Stored> read(String path);

    /** Writes one of Herald's own books, all or nothing. */
    void write(String path, byte[] bytes, String contentType);

    /**
     * As {@link #write}, but only while it is what it was.
     *
     * @param tag of what was read; null when there was nothing
     * @return the new tag; empty when another was faster
     */
    Optional<String> replace(String path, byte[] bytes, String contentType, @Nullable String tag);

    /** Whether there is a file that differs from {@code document}. */
    boolean holdsAnother(String path, Document document);

    /** Takes in what {@link #put} will show, as far as that may fail for want of space. */
    void prepare(String place, Piece piece);

    /** Shows {@code piece} to readers; those who are just reading get the old one or the new one, whole. */
    void put(String place, Piece piece);

    void delete(String place, String path);

    /** Whatever was put and deleted until now stays so, even if the power goes. */
    void settle();

    @Override
    void close();
}
