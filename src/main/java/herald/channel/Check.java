package herald.channel;

import java.util.List;

/** What a look at an account showed, without posting anything. Words are for staff. */
public sealed interface Check {

    /**
     * It would take a post now.
     *
     * @param who the account as the far side calls it, such as {@code @status_example}
     * @param warnings what may go wrong in the next incident, such as credits that run low; empty when all is well
     */
    record Ready(String who, List<String> warnings) implements Check {}

    /** It would not, and will not until staff mend it. */
    record Broken(String reason) implements Check {}

    /** The far side could not be asked now. */
    record Unknown(String reason) implements Check {}
}
