package herald.console;

import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * What every screen carries around its content.
 *
 * @param pageCode of the page this screen is about; null before anybody has signed in
 * @param pages to change to; one when there is only one
 * @param query {@code ?page=…} where there is more than one page, else empty
 * @param notices what staff must not overlook
 * @param done that the last form was taken; empty for nothing
 * @param cleared the draft that is told by now; empty for none
 */
public record Chrome(
        String style,
        String script,
        String icon,
        @Nullable String pageCode,
        @Nullable String pageName,
        @Nullable String pageAddress,
        List<Choice> pages,
        String query,
        @Nullable String staffName,
        String csrf,
        List<String> notices,
        String done,
        String cleared) {}
