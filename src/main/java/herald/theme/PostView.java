package herald.theme;

import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * One update as it goes to a social account, template {@code messages/post.ftl}; everything in the target's language.
 *
 * @param stage "Investigating"
 * @param time "22:08 KST"; with the stage it keeps two posts of an incident from having the same text
 * @param body plain text, see {@code Markdown.toPlainText}
 * @param scope null when nobody said
 * @param nextUpdate "Next update by 22:40 KST"; null when nothing was promised
 * @param impactWindow "21:47 – 00:08 KST", once it is over; null before
 */
public record PostView(
        Label stage,
        String time,
        String incidentName,
        String body,
        @Nullable String scope,
        List<String> components,
        @Nullable String nextUpdate,
        @Nullable String impactWindow) {}
