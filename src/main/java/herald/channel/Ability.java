package herald.channel;

/** What a far side can do beyond taking a post. */
public enum Ability {
    /** Posts answer each other: an incident is a thread. */
    THREAD,
    /** A post that is out can be given other words. */
    EDIT,
    /** A post that is out can be taken back. */
    DELETE,
    /** It takes the theme's mails: {@link Message#mail}. */
    MAIL,
    /** The first message of an incident is kept at its current state, by an edit after each update. */
    ROOT_CARD
}
