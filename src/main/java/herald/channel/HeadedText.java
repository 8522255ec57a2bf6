package herald.channel;

/**
 * Words whose first line is their headline, as the theme's templates write them.
 *
 * @param body what follows; empty where there is nothing more
 */
public record HeadedText(String headline, String body) {

    public static HeadedText of(String text) {
        int end = text.indexOf('\n');
        return end < 0
                ? new HeadedText(text.strip(), "")
                : new HeadedText(
                        text.substring(0, end).strip(), text.substring(end).strip());
    }
}
