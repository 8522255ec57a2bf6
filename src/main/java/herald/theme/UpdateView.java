package herald.theme;

import herald.markdown.Html;
import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * One post about an incident.
 *
 * @param anchor its id, unique on every page that shows it, so that {@code incident.href#anchor} is its permalink
 * @param href its permalink
 * @param stage of the incident, with this update
 * @param body what staff wrote
 * @param language of the body, for {@code lang}
 * @param languageNote "Only in Korean" when that is not the page's language; null when it is
 * @param postedAt as readers are told
 * @param editedAt when it was last edited; null when it never was
 * @param earlier what it said before, newest first; empty when it was never edited
 */
public record UpdateView(
        String anchor,
        String href,
        Label stage,
        Html body,
        String language,
        @Nullable String languageNote,
        Moment postedAt,
        @Nullable Moment editedAt,
        List<EarlierText> earlier) {}
