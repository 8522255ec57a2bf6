package herald.channel;

/** What a look for an unconfirmed message showed. */
public sealed interface Finding {
    /** It is out there. */
    record Found(Receipt receipt) implements Finding {}

    /** The far side answered, and it is not there. Far sides lag: only the last of {@link Channel#looks} settles it. */
    record Absent() implements Finding {}

    /** The far side could not be asked, or did not answer. */
    record Unknown(String reason) implements Finding {}
}
