package herald.database;

import io.micronaut.core.annotation.Nullable;

/** A unit of work lost every race it ran; nothing of it was written, and it may be asked for again. */
public final class LostRaceException extends RuntimeException {

    LostRaceException(@Nullable Throwable cause) {
        super(
                "The database was too busy with other writes to the same data; nothing was saved. Please try again.",
                cause);
    }
}
