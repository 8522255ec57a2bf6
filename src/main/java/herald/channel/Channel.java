package herald.channel;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One kind of far side. Calls are made outside any transaction, never two at once for one account, and are not repeated by the
 * channel itself: whatever happens becomes an {@link Outcome}. No method throws for anything the far side does.
 */
public interface Channel {

    /** The word for this channel in settings and in the API, such as {@code x}. */
    String name();

    /** What is wrong with these settings, in words for staff ("settings.consumer_key is missing: …"); empty when they will do. */
    List<String> problems(Account account);

    /** The settings that are never shown again once they are stored. */
    Set<String> secrets();

    /** Cuts {@code words} to what this far side takes, and counts them in its own unit. */
    Fitted fit(Words words, Account account);

    /** Sends {@code message} once. */
    Outcome send(Message message, Account account);

    /** Looks whether {@code message} is out there; {@link Finding.Unknown} where the far side cannot be asked. */
    Finding find(Message message, Account account);

    /** The far side's id of the post at this address; empty when it is not the address of a post. */
    Optional<String> remoteId(URI permalink);

    /**
     * When to look for a message whose answer was lost, counted from the end of the call's deadline. Only the last look may
     * conclude that it is absent. Empty: this far side cannot be asked, staff decide.
     */
    List<Duration> looks();
}
