package herald.channel.x;

import java.time.Instant;
import java.util.Optional;

/** Whether Herald may write as an account now. */
sealed interface XAccess {

    /** @param doubted whether X has turned the token before this one away before its time */
    record Open(XAccount account, boolean doubted) implements XAccess {}

    /** Not just now; nothing was sent. */
    record Later(String reason, Optional<Instant> until) implements XAccess {}

    /** Not until staff connect the account again. */
    record Shut(String reason) implements XAccess {}
}
