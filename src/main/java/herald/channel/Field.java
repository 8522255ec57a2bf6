package herald.channel;

import java.util.List;
import java.util.Optional;

/**
 * One setting of a channel's accounts, as staff fill it in.
 *
 * @param name in the API, such as {@code access_token}
 * @param label in the console
 * @param hint one sentence on where to find it or what it does; empty for none
 * @param initial what a new account begins with, and what counts where nothing is set; empty for nothing
 * @param choices for {@link Kind#CHOICE}; empty for the others
 */
public record Field(
        String name, String label, Kind kind, boolean required, String hint, String initial, List<Choice> choices) {

    public enum Kind {
        TEXT,
        /** A web address. */
        ADDRESS,
        /** Kept encrypted and never shown again. */
        SECRET,
        CHOICE
    }

    public record Choice(String value, String label) {}

    /** In which posts the link to the incident stands. */
    public static final Field LINK_POLICY = choice(
            "link_policy",
            "Link to the page",
            "",
            new Choice("FIRST_ONLY", "In the first post of a thread only"),
            new Choice("ALWAYS", "In every post"),
            new Choice("NEVER", "Never"));

    /** What happens to words that are too long for one post. */
    public static final Field LONG_TEXT = choice(
            "long_text",
            "Words that are too long for one post",
            "",
            new Choice("CUT", "Cut them; the link leads to the rest"),
            new Choice("SPLIT", "Post them in numbered parts"));

    /** What happens to updates that have waited because the account was away. */
    public static final Field BACKLOG = choice(
            "backlog",
            "After the account was away",
            "",
            new Choice("ALL", "Post every update that waited, in order"),
            new Choice("FOLD", "Post one that tells them together"));

    public static Field text(String name, String label, String hint) {
        return new Field(name, label, Kind.TEXT, true, hint, "", List.of());
    }

    public static Field secret(String name, String label, String hint) {
        return new Field(name, label, Kind.SECRET, true, hint, "", List.of());
    }

    public static Field address(String name, String label, String hint) {
        return new Field(name, label, Kind.ADDRESS, true, hint, "", List.of());
    }

    /** The first choice is the one a new account begins with. */
    public static Field choice(String name, String label, String hint, Choice... choices) {
        return new Field(name, label, Kind.CHOICE, false, hint, choices[0].value(), List.of(choices));
    }

    /** The same, which may be left out; {@code initial} counts then. */
    public Field optional(String initial) {
        return new Field(name, label, kind, false, hint, initial, choices);
    }

    /** The same with another hint. */
    public Field hinted(String words) {
        return new Field(name, label, kind, required, words, initial, choices);
    }

    /** What is wrong with a setting that was not chosen from {@link #choices}; empty when nothing is. */
    public Optional<String> notAChoice(Account account) {
        var values = choices.stream().map(Choice::value).toList();
        return account.setting(name)
                .filter(value -> kind == Kind.CHOICE && !values.contains(value))
                .map(_ -> "settings." + name + " must be one of " + String.join(", ", values));
    }
}
