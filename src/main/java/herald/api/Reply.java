package herald.api;

import io.micronaut.core.annotation.Nullable;

/**
 * What a call answers when all went well.
 *
 * @param tag the version that the answer shows, as {@code If-Match} takes it; null for none
 * @param body a record that is written as JSON; null for an empty answer
 */
record Reply(int status, @Nullable String tag, @Nullable Object body) {

    static Reply ok(Object body) {
        return new Reply(200, null, body);
    }

    static Reply created(Object body) {
        return new Reply(201, null, body);
    }

    static Reply noContent() {
        return new Reply(204, null, null);
    }

    /** This reply, showing a version of what it is about. */
    Reply at(long version) {
        return new Reply(status, "\"" + version + "\"", body);
    }
}
