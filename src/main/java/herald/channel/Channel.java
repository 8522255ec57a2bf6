package herald.channel;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One kind of far side. Calls are made outside any transaction, never two at once for one account, and are not repeated by the
 * channel itself: whatever happens becomes an {@link Outcome}. No method throws for anything the far side does.
 */
public interface Channel {

    /** The word for this channel in settings and in the API, such as {@code x}. */
    String name();

    /** The far side's name as people write it, such as {@code X}. */
    String label();

    /** What staff fill in for an account, in order. */
    List<Field> fields();

    /** What is wrong with these settings, in words for staff ("settings.consumer_key is missing: …"); empty when they will do. */
    List<String> problems(Account account);

    /** What this account's far side can do beyond taking a post. */
    Set<Ability> abilities(Account account);

    /** Cuts {@code words} to what this far side takes, and counts them in its own unit. Asks nobody. */
    Fitted fit(Words words, Account account);

    /** The same words as a row of posts, where they are too long for one; a single one where the far side's posts are long enough. */
    default List<Fitted> split(Words words, Account account) {
        return List.of(fit(words, account));
    }

    /** What the far side will charge for one post of these words; empty where it charges nothing, or nobody knows. */
    default Optional<Price> cost(Fitted words, Account account) {
        return Optional.empty();
    }

    /** Looks whether the account would take a post now, without posting. */
    Check check(Account account);

    /** Sends {@code message} once; what it does stands in its {@link Act}, of which only those among {@link #abilities} come. */
    Outcome send(Message message, Account account);

    /** Looks whether {@code message} is out there; {@link Finding.Unknown} where the far side cannot be asked. */
    Finding find(Message message, Account account);

    /**
     * What of {@code kept}, which the channel wrote into the account's {@link Memory}, still holds once its settings are those of {@code
     * after}; nothing, unless a channel knows better.
     */
    default Map<String, String> keep(Map<String, String> kept, Account before, Account after) {
        return Map.of();
    }

    /** The settings that are never shown again once they are stored. */
    default Set<String> secrets() {
        return fields().stream()
                .filter(field -> field.kind() == Field.Kind.SECRET)
                .map(Field::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The far side's id of the post at this address; empty when it is not the address of a post. */
    Optional<String> remoteId(URI permalink);

    /**
     * When to look for a message whose answer was lost, counted from the end of the call's deadline. Only the last look may
     * conclude that it is absent. Empty: this far side cannot be asked, staff decide.
     */
    List<Duration> looks();
}
