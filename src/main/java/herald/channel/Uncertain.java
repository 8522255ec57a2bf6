package herald.channel;

import java.util.Optional;

/** What becomes of a message whose answer was lost where the far side cannot be asked for it, as staff have chosen for the target. */
public enum Uncertain {
    /** At least once: for people who would rather read it twice than not at all. */
    RESEND,
    /** At most once. */
    ASK;

    public static final Field FIELD = Field.choice(
            "uncertain",
            "When it is not known whether a message arrived",
            "Rare: the connection broke before the answer came.",
            new Field.Choice("RESEND", "Send it again; it may then stand there twice"),
            new Field.Choice("ASK", "Wait until staff have looked; the updates after it wait too"));

    public static Uncertain of(Account account) {
        return account.setting(FIELD.name()).filter(ASK.name()::equals).isPresent() ? ASK : RESEND;
    }

    /**
     * What follows from a lost answer. An edit or a delete is done again: that does no harm.
     *
     * @param what a sentence on what happened
     */
    public Outcome outcome(Message message, String what) {
        if (!(message.act() instanceof Act.Post)) {
            return new Outcome.Deferred(what + " It is done again.", Optional.empty());
        }
        return this == RESEND
                ? new Outcome.Deferred(what + " It is sent again, as this target’s settings say.", Optional.empty())
                : new Outcome.Unconfirmed(what + " Look whether it is there.");
    }

    /** What a look at {@code farSide} shows, which cannot be asked: with {@link #RESEND} a message counts as absent. */
    public Finding finding(String farSide) {
        return this == RESEND
                ? new Finding.Absent()
                : new Finding.Unknown(farSide + " cannot be asked for a message: look there, then confirm it, send it"
                        + " again or skip it.");
    }
}
