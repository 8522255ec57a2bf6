package herald.delivery;

/** How a post that is out comes to an update's new words. */
public enum Correction {
    /** In its place, where the far side can. */
    EDIT,
    /** It is taken back and posted anew, where the far side can. */
    REPOST,
    /** One more post says it, and the first stays. */
    FOLLOW_UP,
    /** It is taken back, and nothing takes its place. */
    DELETE
}
