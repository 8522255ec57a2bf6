package herald.channel;

import java.time.Instant;
import java.util.Optional;

/** What became of one try. Reasons are for staff: plain words, no secrets, at most a few hundred characters. */
public sealed interface Outcome {

    /** Why it is not delivered; empty when it is. */
    default String reason() {
        return "";
    }

    /** The far side took it. */
    record Delivered(Receipt receipt) implements Outcome {}

    /** Nothing left this machine, or the far side said so: worth trying again, not before {@code until} if it named a time. */
    record Deferred(String reason, Optional<Instant> until) implements Outcome {}

    /** It may be out there: the answer was lost. Look before anything is sent again. */
    record Unconfirmed(String reason) implements Outcome {}

    /** This message will never be taken, others may be. */
    record Refused(String reason) implements Outcome {}

    /** Not as an answer to the post before it, but perhaps on its own; nothing was posted. */
    record Unthreaded(String reason) implements Outcome {}

    /** The account no longer lets us in (keys, credits): stop writing to it, keep its queue. */
    record Unauthorised(String reason) implements Outcome {}
}
