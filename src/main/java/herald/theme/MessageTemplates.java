package herald.theme;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Which template writes the words for a channel, and what must not reach it as people wrote it. */
final class MessageTemplates {

    /** What every channel's words come from that has no template of its own. */
    private static final String ANY = "post";

    private static final String FOLDER = "messages/";

    /**
     * Marks that a channel would take for its own: in Slack {@code <!channel>} calls everybody. Templates may write them, people's words
     * may not.
     */
    private static final Map<String, UnaryOperator<String>> ESCAPES = Map.of(
            "slack", text -> text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));

    private MessageTemplates() {}

    /**
     * The path of the template, the most particular one there is: for this channel before any, for this stage before all, for this
     * language before all. Each may come from a parent of the theme.
     *
     * @param exists whether the theme has a file of this path
     * @param ending what follows its name: {@code .ftl}, {@code .html.ftlh}
     */
    static String find(Predicate<String> exists, String channel, String stage, String language, String ending) {
        return candidates(channel, stage, language, ending).stream()
                .filter(exists)
                .findFirst()
                .orElseThrow(() -> new ThemeException(FOLDER + channel + ending, 0, "there is no such template", null));
    }

    private static List<String> candidates(String channel, String stage, String language, String ending) {
        var candidates = new ArrayList<String>();
        for (var name : List.of(channel + "." + stage, channel, ANY + "." + stage, ANY)) {
            candidates.add(FOLDER + name + "_" + language + ending);
            candidates.add(FOLDER + name + ending);
        }
        return candidates;
    }

    /** {@code post} as the templates of {@code channel} may print it. */
    static PostView safe(String channel, PostView post) {
        return post.with(ESCAPES.getOrDefault(channel, text -> text));
    }
}
