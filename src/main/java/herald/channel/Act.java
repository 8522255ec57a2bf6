package herald.channel;

/** What a message does on the far side. */
public sealed interface Act {

    /** A new post. */
    record Post() implements Act {}

    /** New words in place of those of a post that is out. Repeating it does no harm. */
    record Edit(String remoteId) implements Act {}

    /** Takes a post back that is out; one that is gone already counts as taken back. */
    record Delete(String remoteId) implements Act {}
}
