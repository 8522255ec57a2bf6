package herald.console;

import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * What the world would get.
 *
 * @param html the page as readers would see it; null where it cannot be drawn, then {@code trouble} says why
 */
public record PreviewView(@Nullable String html, @Nullable String trouble, List<Post> posts) {

    /**
     * @param text the first post, whole where it is the only one
     * @param more those that follow it where the words are split
     * @param place of the first in the incident's thread, from 1
     * @param price what the far side will charge for it, such as "0.20 USD"; null for nothing
     * @param share of the limit in percent, at most 100
     */
    public record Post(
            String target,
            String channel,
            String text,
            List<String> more,
            int place,
            @Nullable String price,
            int weight,
            int limit,
            int share,
            boolean cut,
            List<String> problems) {}
}
