package herald.theme;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One update as it goes to an account, a chat or a mailbox, known as {@code post}, template {@code messages/post.ftl}; everything in
 * the target's language, as plain text.
 *
 * @param stage "Investigating", its code {@code investigating}
 * @param maintenance whether it tells of a scheduled maintenance
 * @param time "22:08 KST"; with the stage it keeps two posts of an incident from having the same text
 * @param body what staff wrote, as plain text
 * @param scope "Some users"; null when nobody said
 * @param components those the update touches, by name; may be empty
 * @param componentList the same in one phrase, "Messages and PC sign-in"; empty when there are none
 * @param schedule "12 May 2021, 02:00 – 03:30 KST", of a maintenance that is not over; null otherwise
 * @param nextUpdate "Next update by 22:40 KST"; null when nothing was promised
 * @param impactWindow "5 May 2021, 21:47 – 6 May 2021, 00:08 KST", once it is over; null before
 * @param link the incident's address on the page; posts on X and the practice account get it from Herald, where their settings want it
 */
public record PostView(
        String pageName,
        Label stage,
        boolean maintenance,
        String time,
        String incidentName,
        String body,
        @Nullable String scope,
        List<String> components,
        String componentList,
        @Nullable String schedule,
        @Nullable String nextUpdate,
        @Nullable String impactWindow,
        String link) {

    /** The same with every word that people wrote passed through {@code change}; the link and codes stay. */
    PostView with(UnaryOperator<String> change) {
        return new PostView(
                change.apply(pageName),
                stage,
                maintenance,
                time,
                change.apply(incidentName),
                change.apply(body),
                scope == null ? null : change.apply(scope),
                components.stream().map(change).toList(),
                change.apply(componentList),
                schedule,
                nextUpdate,
                impactWindow,
                link);
    }
}
