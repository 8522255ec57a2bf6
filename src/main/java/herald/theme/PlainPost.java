package herald.theme;

import java.util.ArrayList;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words of a social post when a theme fails: what staff wrote, under its stage and time. */
public final class PlainPost {
    private PlainPost() {}

    public static String of(PostView post) {
        var parts = new ArrayList<String>();
        parts.add("[%s] %s · %s".formatted(post.stage().text(), post.incidentName(), post.time()));
        parts.add(post.body());
        Stream.of(post.schedule(), post.impactWindow(), post.nextUpdate())
                .filter(Objects::nonNull)
                .forEach(parts::add);
        return tidy(String.join("\n\n", parts));
    }

    /** A mail in plain words, when a theme fails. */
    public static Mail mail(PostView post) {
        var subject = "[%s] %s – %s".formatted(post.stage().text(), post.incidentName(), post.pageName());
        return new Mail(Mail.subject(subject), of(post) + "\n\n" + post.link(), null);
    }

    /** At most one empty line, none at the ends, no blanks at the end of a line. */
    static String tidy(String text) {
        // Line by line: a pattern would look at a million blanks a million times, and templates are no friends.
        return text.lines()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"))
                .replaceAll("\n{3,}", "\n\n")
                .strip();
    }
}
