package herald.channel.mastodon;

import herald.channel.Measure;
import java.util.regex.Pattern;

/**
 * Counts letters as readers see them, every address alike, and of a mention only the name. Where it is not certain that the server sees
 * an address or a mention, each letter counts.
 *
 * @param limit the most letters one post takes
 * @param perAddress what an address counts
 */
record MastodonMeasure(int limit, int perAddress) implements Measure {

    private static final Pattern ADDRESS =
            Pattern.compile("(?i)https?://(?:[a-z0-9-]+\\.)+(?:xn--[a-z0-9-]+|[a-z]{2,63})"
                    + "(?::\\d{1,5})?(?:[/?](?:[a-z0-9!*';:=+,.$/%#\\[\\]_~&|@?-]*[a-z0-9=_#/+-])?)?");

    private static final Pattern MENTION = Pattern.compile(
            "(?<![=/\\p{L}\\p{N}_])@([A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,62}[A-Za-z0-9_])?)@[A-Za-z0-9.-]*[A-Za-z0-9]");

    @Override
    public int weigh(String text) {
        var addressed = ADDRESS.matcher(text).replaceAll("x".repeat(perAddress));
        return Measure.graphemes(limit).weigh(withoutHosts(addressed));
    }

    /** {@code @name} in place of {@code @name@server}: so it is counted, and so the server shows it. */
    static String withoutHosts(String text) {
        return MENTION.matcher(text).replaceAll("@$1");
    }
}
